import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from '@mingxiao/testing/requirements/requirements';
import { chromium, type Browser, type Page } from 'playwright-core';

/** `--no-sandbox`: build machines run as root, where the sandbox refuses to start. Each launch has an empty profile. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? 'chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });

export type View = { readonly language: 'zh-CN' | 'en'; readonly width: number; readonly height: number };
export const desktop: View = { language: 'zh-CN', width: 1440, height: 900 };
export const phone: View = { language: 'zh-CN', width: 390, height: 844 };

export type Visit = {
  readonly page: Page;
  /** Everything the page complained of: console errors and warnings, and exceptions nobody caught. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
};

/** A fresh visitor; `language` is the one remembered from an earlier visit. */
export const visit = async (browser: Browser, url: string, { language, width, height }: View = desktop): Promise<Visit> => {
  const context = await browser.newContext({ baseURL: url, viewport: { width, height } });
  await context.addInitScript(`if (localStorage.getItem('mingxiao.language') === null) localStorage.setItem('mingxiao.language', '${language}')`);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
};

const screenshots = fileURLToPath(new URL('../../test-output/screenshots/', import.meta.url));

/** Keeps what the visitor sees as test output. */
export const keepScreenshot = async (page: Page, name: string): Promise<void> => {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, fullPage: true });
};

const axeSource = (): string => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What hinders people with disabilities, as far as axe can tell: `impact id: element`, serious and critical only. */
export const seriousBarriers = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource());
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ impact, id, nodes }) => impact + ' ' + id + ': ' + nodes[0].html))`,
  );
};

/** Pixels by which the page is wider than the window; 0 when it does not scroll sideways. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
