import { health } from '@mingxiao/contracts/health';
import { unitList } from '@mingxiao/contracts/units';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksChromium } from '@mingxiao/testing/requirements/requirements';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { desktop, keepScreenshot, launchChromium, phone, seriousBarriers, sidewaysOverflow, visit, type View, type Visit } from './dashboard-browser.js';
import { startPlatform } from './start-platform.js';

const lastYear = new Date().getFullYear() - 1;
const closedPeriod = `from=${lastYear}-12-01&to=${lastYear}-12-31`;

const tableRows = (page: Page) => page.getByRole('table').locator('tbody tr.row-link');
const numberIn = (text: string | null): number => Number((text ?? '').replaceAll(/[^0-9]/g, ''));

const openRanking = async (page: Page, search = ''): Promise<void> => {
  await page.goto(`/${search}`);
  await tableRows(page).first().waitFor();
};

/** Settled: the sample city is in, so that figures of a past period no longer move. */
const untilLoaded = (url: string): Promise<void> =>
  vi.waitFor(
    async () => {
      const { sample, status } = health.parse(await (await fetch(`${url}/v1/health`)).json());
      if (status !== 'ok' || (sample !== null && sample.running && sample.sent < sample.total)) throw new Error(`still loading: ${status}`);
    },
    { timeout: 270_000, interval: 500 },
  );

const surveyEvent = (id: string, type: string, subject: string, time: string, data: object): string =>
  JSON.stringify({ specversion: '1.0', id, source: 'urn:test:survey', type, subject, time, data });

/** A scheme that gives points for surveys, and a wave of six replies of 470.5 points about the first department there is. */
const surveySomebody = async (url: string): Promise<string> => {
  const { rows } = unitList.parse(await (await fetch(`${url}/v1/units`)).json());
  const department = rows.find(({ type }) => type === 'department')?.unit ?? '';
  const key = {
    base: 0,
    components: [{ id: 'survey', title: { zh: '营商调查', en: 'Survey' }, of: { indicator: 'surveyIndex' }, curve: { kind: 'piecewise', knots: [{ at: 0, points: 0 }, { at: 100, points: 100 }] } }],
    weights: { default: { survey: 100 } },
  };
  const scheme = { name: 'survey-only', version: '1', title: { zh: '问卷得分', en: 'Surveys alone' }, effectiveFrom: '2019-01-01', legalBasis: [], level: 'department', responsibility: 'finisher', countedBy: 'finished', assessments: { key } };
  const reply = (points: number, index: number) =>
    surveyEvent(`reply ${index}`, 'survey.answered', `E-${index}`, `${lastYear}-06-01T10:00:00+08:00`, { wave: 'summer', department, answers: [{ question: 'Q', version: 1, points }] });
  const lines = [surveyEvent('scheme', 'scheme.defined', scheme.name, '2019-01-01T00:00:00+08:00', { name: scheme.name, version: scheme.version, body: scheme }), ...[80, 80, 80, 80, 90, 60.5].map(reply)];
  expect((await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('\n') })).status).toBe(200);
  await untilLoaded(url);
  return department;
};

describeWith(lacksChromium(), 'dashboard in Chromium', () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>;
  let browser: Browser;
  /** A department that people were asked about last year. */
  let surveyed: string;

  beforeAll(async () => {
    platform = await startPlatform();
    browser = await launchChromium();
    await untilLoaded(platform.url);
    surveyed = await surveySomebody(platform.url);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  /** Runs a visit and expects that the page had nothing to complain of. */
  const visiting = async (view: View, steps: (page: Page, visit: Visit) => Promise<void>): Promise<void> => {
    const visitor = await visit(browser, platform.url, view);
    try {
      await steps(visitor.page, visitor);
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.close();
    }
  };

  it('answers its question with a ranking: figures, bars and a table', () =>
    visiting(desktop, async (page) => {
      await openRanking(page);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('哪些科室办得又快又好？');
      expect(await page.title()).toContain('明效');
      await page.locator('.recharts-bar-rectangle').first().waitFor();
      expect(await page.locator('.recharts-bar-rectangle').count()).toBeGreaterThanOrEqual(20);
      expect(await tableRows(page).count()).toBeGreaterThanOrEqual(40);
      expect(await page.getByRole('region', { name: '这些数字的依据' }).textContent()).toContain('数据截至');
    }));

  it('the chart says the same as the table, row by row', () =>
    visiting(desktop, async (page) => {
      await openRanking(page, `?${closedPeriod}`);
      await page.locator('.bar-figure').first().waitFor();
      const drawn = (await page.locator('.bar-figure').allTextContents()).slice(0, 10);
      const figures = page.locator('tbody tr.row-link td:nth-child(5)');
      const texts = await figures.evaluateAll((cells) => cells.map((cell) => [...cell.children].filter((part) => !part.classList.contains('cell-sub')).map(({ textContent }) => textContent).join('')));
      const written = texts.slice(0, drawn.length).map((text) => text.split(' · ')[0]);
      expect(drawn).toEqual(written);
    }));

  it('says below each rank where the true one may lie, and adjusts for the mix of cases when asked', () =>
    visiting(desktop, async (page) => {
      await openRanking(page, `?${closedPeriod}`);
      const ranks = page.locator('tbody tr.row-link td:nth-child(1) .cell-parts');
      await expect.poll(() => ranks.first().textContent()).toMatch(/^\d+(–\d+)?$/);
      await page.getByRole('checkbox', { name: '按事项与季节调整' }).check();
      await page.waitForURL(/adjust=case-mix/);
      await expect.poll(() => page.locator('tbody .cell-sub', { hasText: '同等构成' }).count(), { timeout: 10_000 }).toBeGreaterThan(10);
    }));

  it('a filter changes the address and the table, and the way back undoes it', () =>
    visiting(desktop, async (page) => {
      await openRanking(page);
      const before = await tableRows(page).count();
      await page.getByRole('combobox', { name: '区县' }).click();
      await page.locator('.ant-select-item-option').nth(1).click();
      await page.waitForURL(/district=/);
      await expect.poll(() => tableRows(page).count()).toBeLessThan(before);
      await page.goBack();
      await expect.poll(() => tableRows(page).count()).toBe(before);
      expect(page.url()).not.toContain('district=');
    }));

  it('a named period and a grouping are kept in the address and answered after a reload', () =>
    visiting(desktop, async (page) => {
      await openRanking(page);
      await page.getByText('上月', { exact: true }).click();
      await page.waitForURL(/from=\d{4}-\d{2}-01&to=/);
      await page.getByText('部门', { exact: true }).first().click();
      await page.waitForURL(/by=department/);
      await page.reload();
      await tableRows(page).first().waitFor();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('哪些部门办得又快又好？');
    }));

  it('a number opens exactly as many cases as it counts, and a case its timeline', () =>
    visiting(desktop, async (page) => {
      await openRanking(page, `?${closedPeriod}`);
      const late = page.locator('tbody .cell-parts a.late').first();
      const counted = numberIn(await late.textContent());
      await late.click();
      await page.waitForURL(/\/cases\?.*measure=latePromised/);
      await expect.poll(() => page.locator('.page-answer').textContent()).toMatch(new RegExp(`共 ${counted} 件$`));
      expect(await tableRows(page).count()).toBe(Math.min(counted, 50));
      expect(await page.locator('.verdict-late').count()).toBe(Math.min(counted, 50));
      const first = page.locator('tbody th a').first();
      const id = await first.textContent();
      await first.click();
      await page.getByRole('img', { name: /办理过程图/ }).waitFor();
      expect(await page.locator('.case-id').textContent()).toBe(id);
      expect(await page.locator('.case-limit-late').count()).toBeGreaterThan(0);
      expect(await page.locator('.fact').count()).toBeGreaterThanOrEqual(2);
    }));

  it('lists what is worth a look: a level and a filter narrow list and address, and a card leads to its case', () =>
    visiting(desktop, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: '预警亮牌' }).click();
      await page.waitForURL(/\/signals$/);
      await tableRows(page).first().waitFor();
      await page.getByRole('combobox', { name: '类型' }).click();
      await page.locator('.ant-select-item-option', { hasText: '效能投诉' }).click();
      await page.waitForURL(/kind=complaint/);
      const red = page.getByRole('navigation', { name: /各级数量/ }).getByRole('link', { name: /红牌/ });
      await red.click();
      await page.waitForURL(/level=red/);
      // Figures and list come by answers of their own: they agree once all have arrived.
      await page.locator('.level-counts[aria-busy="false"]').waitFor();
      await expect.poll(async () => numberIn(await red.textContent())).toBeGreaterThan(0);
      await expect
        .poll(async () => (await page.locator('.page-answer').textContent())?.includes(`共 ${numberIn(await red.textContent())} 项`))
        .toBe(true);
      const counted = numberIn(await red.textContent());
      await expect.poll(() => tableRows(page).count()).toBe(Math.min(counted, 50));
      expect(new Set(await page.locator('.signal').allTextContents())).toEqual(new Set(['红牌']));
      const first = page.locator('tbody th a').first();
      const id = await first.textContent();
      await first.click();
      await page.getByRole('heading', { level: 2, name: '时限是怎么算的' }).waitFor();
      expect(await page.locator('.case-id').textContent()).toBe(id);
    }));

  it('shows what is worth a look beside its innocent reading, and leads from a flag to its cases', () =>
    visiting(desktop, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: '值得一看' }).click();
      await page.waitForURL(/\/looks$/);
      const flags = page.locator('.look-flags').first().locator('li');
      await flags.first().waitFor();
      const counted = numberIn(await flags.first().locator('strong').textContent());
      expect((await flags.first().locator('.hint').textContent())?.length).toBeGreaterThan(5);
      await flags.first().getByRole('link').click();
      await page.waitForURL(/flag=/);
      const listed = page.locator('.look-card').filter({ has: page.getByRole('link', { name: '返回排队情况' }) });
      expect(await listed.getByRole('heading', { level: 2 }).textContent()).toMatch(new RegExp(`（${counted} 件）$`));
      await listed.locator('li a').first().click();
      await page.getByRole('heading', { level: 2, name: '值得一看' }).waitFor();
    }));

  it('scores units with the range of every rank, and explains a score down to the cases it comes from', () =>
    visiting(desktop, async (page) => {
      await page.goto(`/scorecards?scheme=service-hall-index&period=${lastYear}&sort=key`);
      await page.locator('.scorecard-row').first().waitFor();
      expect(await page.locator('.rank-scale').count()).toBeGreaterThan(0);
      expect(await page.locator('.group-first').count()).toBeGreaterThan(0);
      expect(await page.getByRole('heading', { name: '政务服务效能指数' }).count()).toBeGreaterThan(0);
      const points = await page.locator('.scorecard-row .scorecard-points strong').first().textContent();
      await page.locator('.scorecard-row th a').first().click();
      await page.waitForURL(/\/scorecards\/service-hall-index\//);
      await page.getByText(/^各叶之和：/).first().waitFor();
      expect(await page.locator('.tree-points').first().textContent()).toBe(points);
      await page.getByRole('button', { name: '全部展开' }).first().click();
      const drill = page.locator('.node-inputs a').first();
      const counted = numberIn(await drill.textContent());
      await drill.click();
      await page.waitForURL(/\/cases\?.*policy=finisher/);
      await expect.poll(() => page.locator('.page-answer').textContent()).toMatch(new RegExp(`共 ${counted} 件$`));
    }));

  it('leads from points for surveys to the waves that add up to them', () =>
    visiting(desktop, async (page) => {
      await page.goto(`/scorecards/survey-only/${surveyed}?period=${lastYear}`);
      await page.getByRole('button', { name: '全部展开' }).first().click();
      const drill = page.getByRole('link', { name: '调查得分合计 470.5，查看各轮调查' });
      await drill.click();
      await page.waitForURL(/\/surveys\?.*department=/);
      await page.getByText('合计 470.5 分，打分 6 次，平均 78.41 分').waitFor();
      expect(await page.locator('.wave h2').allTextContents()).toEqual(['summer']);
    }));

  it('explains the clock of a case in words, in the language of the page', () =>
    visiting(desktop, async (page) => {
      await page.goto(await firstLateCase(page));
      const clock = page.locator('#clock');
      await clock.getByText(/晚于到期时刻.*超时/).first().waitFor();
      expect(await clock.locator('.clock-holders strong').first().textContent()).toMatch(/%$/);
      await page.getByRole('button', { name: 'English' }).click();
      await clock.getByText(/after it was due: late/).first().waitFor();
    }));

  it('a click anywhere on a row, and the keyboard, lead to the same list', () =>
    visiting(desktop, async (page) => {
      await openRanking(page, `?${closedPeriod}`);
      await tableRows(page).first().locator('td').nth(5).click();
      await page.waitForURL(/\/cases\?.*measure=finished/);
      const byClick = page.url();
      await page.goBack();
      await tableRows(page).first().waitFor();
      await page.locator('tbody th a').first().press('Enter');
      await page.waitForURL(/\/cases\?/);
      expect(page.url()).toBe(byClick);
    }));

  it('a column sorts, and rows without data stay at the end', () =>
    visiting(desktop, async (page) => {
      await openRanking(page);
      await page.getByRole('columnheader', { name: '办结' }).click();
      const finished = await page.locator('tbody tr.row-link td:nth-child(4)').allTextContents();
      const numbers = finished.map(numberIn);
      expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    }));

  it('speaks English when asked, says so to the browser, and remembers it', () =>
    visiting(desktop, async (page) => {
      await openRanking(page);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { level: 1, name: 'Which sections work fast and well?' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Which sections work fast and well?' }).waitFor();
    }));

  it('says what to do where there is nothing: no page, no case, no data', async () => {
    const visitor = await visit(browser, platform.url);
    await visitor.page.goto('/cases/one/two');
    await visitor.page.getByText('没有这个页面').waitFor();
    await visitor.page.goto('/cases/no-such-case%2F1');
    await visitor.page.getByText('请核对办件号：no-such-case/1').waitFor();
    await visitor.page.goto('/cases?from=1999-01-01&to=1999-01-31');
    await visitor.page.getByText('没有这样的办件').waitFor();
    await visitor.close();
  });

  it('names the trouble and tries again when the server cannot be reached', async () => {
    const visitor = await visit(browser, platform.url);
    await visitor.page.route('**/v1/rankings*', (route) => route.abort());
    await visitor.page.goto('/');
    await visitor.page.getByText('连不上服务器').waitFor();
    await visitor.page.unroute('**/v1/rankings*');
    await visitor.page.getByRole('button', { name: '重试' }).click();
    await tableRows(visitor.page).first().waitFor();
    await visitor.close();
  });

  /** The case shown is the first late one of the closed period, whichever that is. */
  const firstLateCase = async (page: Page): Promise<string> => {
    await page.goto(`/cases?${closedPeriod}&measure=latePromised`);
    const href = await page.locator('tbody th a').first().getAttribute('href');
    return href ?? '';
  };

  /** A tree of every assessment there is, of whichever section comes first. */
  const firstScorecard = async (page: Page): Promise<string> => {
    await page.goto(`/scorecards?scheme=service-hall-index&period=${lastYear}`);
    return (await page.locator('.scorecard-row th a').first().getAttribute('href')) ?? '';
  };

  const views: readonly View[] = [desktop, { ...desktop, language: 'en' }, phone, { ...phone, language: 'en' }];
  it.each(views)('fits $width × $height in $language and keeps nobody out', (view) =>
    visiting(view, async (page) => {
      const pages = { ranking: '/', staff: `/?by=staff&${closedPeriod}`, cases: `/cases?${closedPeriod}&measure=latePromised`, case: await firstLateCase(page), signals: '/signals', looks: `/looks?${closedPeriod}`, scorecards: `/scorecards?scheme=qingdao-chief&period=${lastYear}`, scorecard: await firstScorecard(page), surveys: `/surveys?department=${surveyed}&from=${lastYear}-01-01&to=${lastYear}-12-31` };
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(path);
        await page.locator('.basis').waitFor();
        await page.waitForLoadState('networkidle');
        expect(`${name} ${await sidewaysOverflow(page)}`).toBe(`${name} 0`);
        // Barriers do not depend on the language, and the check is slow on long tables.
        if (view.language === 'zh-CN') expect(await seriousBarriers(page)).toEqual([]);
        await keepScreenshot(page, `${name}-${view.language}-${view.width}`);
      }
    }),
    120_000,
  );
});
