/** Law and guidance that metrics rest on, as they are cited. Municipal rules differ and stand in the schemes that use a metric. */
export const licensingLaw = '《中华人民共和国行政许可法》';
export const workingDays = `${licensingLaw}第八十二条`;
export const decisionTime = `${licensingLaw}第四十二条`;
export const excludedTime = `${licensingLaw}第四十五条`;
export const goodAndBadRatings = '国办发〔2019〕51号（政务服务“好差评”制度）';
export const hotlineGuide = '国办发〔2020〕53号（政务服务便民热线）';
