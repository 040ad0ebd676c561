import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const shots = JSON.parse(process.argv[2]);
for (const [name, path, width, locale] of shots) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale });
  await page.goto('http://127.0.0.1:4555' + path, { waitUntil: 'networkidle' });
  await page.waitForTimeout(3000);
  await page.screenshot({ path: `/tmp/s9/${name}.png`, fullPage: false });
  await page.close();
}
await browser.close();
