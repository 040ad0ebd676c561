/** The make-up of the invented prefecture-level city 澄州. No name is that of a real office or person. */

export type SectionName = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Whether the districts have this section too, or the municipal department alone. */
  readonly inDistricts: boolean;
};

export type DepartmentName = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Peers are compared within a class. */
  readonly peerClass: 'approval' | 'livelihood' | 'construction' | 'order' | 'hotline';
  readonly sections: readonly SectionName[];
};

const both = (code: string, zh: string, en: string): SectionName => ({ code, zh, en, inDistricts: true });
const municipal = (code: string, zh: string, en: string): SectionName => ({ code, zh, en, inDistricts: false });

export const cityName = { id: 'CZ', zh: '澄州市', en: 'Chengzhou City' } as const;

/** `share`: how much of the city's business falls to it. `departments`: only these, where they are listed. */
export const districtNames = [
  { code: '00', zh: '市本级', en: 'Municipal Level', peerClass: 'municipal', share: 0.3, departments: null },
  { code: '01', zh: '明湖区', en: 'Minghu District', peerClass: 'urban', share: 0.28, departments: null },
  { code: '02', zh: '清泉区', en: 'Qingquan District', peerClass: 'urban', share: 0.2, departments: null },
  { code: '03', zh: '云岭县', en: 'Yunling County', peerClass: 'county', share: 0.14, departments: null },
  { code: '04', zh: '临港新区', en: 'Lingang New Area', peerClass: 'county', share: 0.08, departments: ['AP', 'MS', 'HR', 'NR', 'UM'] },
] as const;

export const departmentNames: readonly DepartmentName[] = [
  { code: 'AP', zh: '行政审批服务局', en: 'Administrative Approval Service Bureau', peerClass: 'approval', sections: [
    both('GEN', '综合窗口科', 'General Window Section'),
    both('REG', '注册登记科', 'Registration Section'),
    both('SOC', '社会事务科', 'Social Affairs Section'),
    municipal('INV', '投资项目科', 'Investment Projects Section'),
  ] },
  { code: 'MS', zh: '市场监督管理局', en: 'Market Supervision Administration', peerClass: 'approval', sections: [
    both('FOO', '食品许可科', 'Food Licensing Section'),
    both('CON', '消费维权科', 'Consumer Rights Section'),
    municipal('SPE', '特种设备科', 'Special Equipment Section'),
    municipal('DRU', '药械监管科', 'Drugs and Devices Section'),
  ] },
  { code: 'PS', zh: '公安局', en: 'Public Security Bureau', peerClass: 'order', sections: [
    both('HOU', '户政管理科', 'Household Registration Section'),
    both('EXI', '出入境管理科', 'Exit and Entry Section'),
    both('VEH', '车驾管理科', 'Vehicles and Drivers Section'),
    municipal('ORD', '治安管理科', 'Public Order Section'),
  ] },
  { code: 'HR', zh: '人力资源和社会保障局', en: 'Human Resources and Social Security Bureau', peerClass: 'livelihood', sections: [
    both('EMP', '就业服务科', 'Employment Services Section'),
    both('INS', '社会保险科', 'Social Insurance Section'),
    both('LAB', '劳动监察科', 'Labour Inspection Section'),
    municipal('TAL', '人才服务科', 'Talent Services Section'),
  ] },
  { code: 'NR', zh: '自然资源和规划局', en: 'Natural Resources and Planning Bureau', peerClass: 'construction', sections: [
    both('EST', '不动产登记科', 'Real Estate Registration Section'),
    both('PLA', '规划许可科', 'Planning Permission Section'),
    municipal('LAN', '用地管理科', 'Land Use Section'),
  ] },
  { code: 'HC', zh: '住房和城乡建设局', en: 'Housing and Urban-Rural Development Bureau', peerClass: 'construction', sections: [
    both('BUI', '建筑管理科', 'Construction Management Section'),
    both('HOM', '住房保障科', 'Housing Security Section'),
    municipal('UTI', '市政公用科', 'Municipal Utilities Section'),
  ] },
  { code: 'WJ', zh: '卫生健康委员会', en: 'Health Commission', peerClass: 'livelihood', sections: [
    both('MED', '医政医管科', 'Medical Administration Section'),
    municipal('PUB', '公共卫生科', 'Public Health Section'),
  ] },
  { code: 'MI', zh: '医疗保障局', en: 'Healthcare Security Bureau', peerClass: 'livelihood', sections: [
    both('BEN', '待遇保障科', 'Benefits Section'),
    municipal('FUN', '基金结算科', 'Fund Settlement Section'),
  ] },
  { code: 'TR', zh: '交通运输局', en: 'Transport Bureau', peerClass: 'order', sections: [
    both('ROA', '道路运输科', 'Road Transport Section'),
    municipal('ENG', '路政工程科', 'Road Administration Section'),
  ] },
  { code: 'EE', zh: '生态环境局', en: 'Ecology and Environment Bureau', peerClass: 'construction', sections: [
    both('EIA', '环评管理科', 'Environmental Assessment Section'),
    municipal('POL', '污染防治科', 'Pollution Control Section'),
  ] },
  { code: 'UM', zh: '城市管理局', en: 'Urban Management Bureau', peerClass: 'order', sections: [
    both('LIC', '市容许可科', 'Cityscape Licensing Section'),
    both('ENF', '综合执法科', 'Enforcement Section'),
  ] },
  { code: 'CA', zh: '民政局', en: 'Civil Affairs Bureau', peerClass: 'livelihood', sections: [
    both('AID', '社会救助科', 'Social Assistance Section'),
    municipal('ORG', '社会组织科', 'Social Organisations Section'),
  ] },
  { code: 'ED', zh: '教育体育局', en: 'Education and Sports Bureau', peerClass: 'livelihood', sections: [
    both('STU', '学籍管理科', 'Student Records Section'),
    municipal('SCH', '民办教育科', 'Private Education Section'),
  ] },
  { code: 'AG', zh: '农业农村局', en: 'Agriculture and Rural Affairs Bureau', peerClass: 'approval', sections: [
    municipal('SEE', '种植种业科', 'Crops and Seeds Section'),
    municipal('VET', '畜牧兽医科', 'Livestock and Veterinary Section'),
  ] },
  { code: 'TX', zh: '税务局', en: 'Taxation Bureau', peerClass: 'approval', sections: [
    both('SER', '纳税服务科', 'Taxpayer Services Section'),
    municipal('COL', '征收管理科', 'Collection Section'),
  ] },
  { code: 'HL', zh: '12345政务服务便民热线中心', en: '12345 Government Service Hotline Centre', peerClass: 'hotline', sections: [
    municipal('ACC', '话务受理科', 'Call Intake Section'),
    municipal('DIS', '转办督办科', 'Dispatch and Follow-up Section'),
    municipal('EFF', '效能投诉科', 'Efficiency Complaints Section'),
  ] },
];
