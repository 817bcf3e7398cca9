import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { renderHtml } from '../../../src/render/html.ts';
import { cleanReport, HOME, sampleReport } from '../sample-report.ts';
import { hasChromium, launch, NO_CHROMIUM } from './browser.ts';
import { richReport } from './rich-report.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 375] as const;
const SCHEMES = ['light', 'dark'] as const;

const REPORTS = { rich: richReport(), clean: cleanReport(), incomplete: sampleReport({ findings: [] }) };

const inBrowser = hasChromium ? test.serial : test.serial.skip;
if (!hasChromium) test(NO_CHROMIUM, (t) => t.pass());

let browser: Browser;
let folder: string;

test.before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  for (const [name, report] of Object.entries(REPORTS)) {
    const options = {
      home: HOME,
      fixCommand: 'openclaw-security security audit --fix',
      plannedChanges: ['chmod 600 ~/.openclaw/x'],
    };
    writeFileSync(join(folder, `${name}.html`), [...renderHtml(report, options)].join(''));
  }
  if (hasChromium) browser = await launch();
});

test.after.always(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Opened = { readonly page: Page; readonly problems: string[] };

/** Opens a report from its file and collects every error, blocked resource and request of the page. */
const open = async (
  name: keyof typeof REPORTS,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Opened> => {
  const context = await browser.newContext({ ...options, offline: true });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().endsWith(`${name}.html`)) problems.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  return { page, problems };
};

for (const name of Object.keys(REPORTS) as (keyof typeof REPORTS)[]) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      inBrowser(
        `${name}, ${width} wide, ${colorScheme}: accessible, self-contained, no wider than the window`,
        async (t) => {
          const { page, problems } = await open(name, {
            viewport: { width, height: 900 },
            colorScheme,
            bypassCSP: true,
          });
          await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
          const overhang = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          t.is(overhang, 0, 'nothing sticks out');
          // Set to a folder to look at what the page looks like.
          const shots = process.env.SCREENSHOTS;
          if (shots)
            await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
          await page.evaluate(AXE);
          const { violations } = await page.evaluate<AxeResults>('axe.run()');
          t.deepEqual(
            violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
            [],
          );
          t.deepEqual(problems, []);
          await page.context().close();
        },
      );
    }
  }
}

inBrowser('under its own policy: style and script run, nothing is blocked, nothing is asked for', async (t) => {
  const { page, problems } = await open('rich');
  t.deepEqual(problems, []);
  t.is(await page.locator('#shown').textContent(), '6 of 6 shown');
  t.is(await page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth"), '1088px');
});

inBrowser('hostile names are text: no element of theirs, no dialog', async (t) => {
  const { page } = await open('rich');
  page.on('dialog', () => t.fail('a script of the report ran'));
  t.is(await page.locator('script').count(), 1);
  t.true((await page.locator('body').textContent())?.includes('<script>alert(1)</script>'));
});

inBrowser('the policy stops a script that gets in all the same', async (t) => {
  const { page, problems } = await open('rich');
  await page.evaluate(`
    const script = document.createElement('script');
    script.textContent = 'document.title = "owned"';
    document.body.append(script);
  `);
  t.not(await page.title(), 'owned');
  t.regex(problems.join('\n'), /Content Security Policy/);
});

inBrowser('findings can be filtered by severity and by text, with the keyboard', async (t) => {
  const { page } = await open('rich');
  const visible = () => page.locator('.finding:visible').count();
  t.is(await visible(), 6);
  await page.getByRole('checkbox', { name: 'Warnings' }).focus();
  await page.keyboard.press('Space');
  t.is(await visible(), 3);
  t.is(await page.locator('#shown').textContent(), '3 of 6 shown');
  await page.getByRole('searchbox').fill('CREDENTIALS');
  t.is(await visible(), 1);
  t.is(await page.locator('#shown').textContent(), '1 of 6 shown');
});

inBrowser('without scripts everything is there, and severities can still be hidden', async (t) => {
  const { page } = await open('rich', { javaScriptEnabled: false });
  t.is(await page.locator('.finding:visible').count(), 6);
  await page.getByRole('checkbox', { name: 'Info' }).uncheck();
  t.is(await page.locator('.finding:visible').count(), 5);
  t.is(await page.getByRole('searchbox').count(), 0);
});

inBrowser('on paper every detail is open', async (t) => {
  const { page } = await open('rich');
  t.true((await page.locator('details:not([open])').count()) > 0);
  await page.pdf();
  t.is(await page.locator('details:not([open])').count(), 0);
});
