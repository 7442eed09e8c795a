// The API's page of operations in headless Chromium: what it shows, and everything that the browser complains of.
// Prints a JSON report.
//
//   node docs.mjs <address of the API>

import { launch } from './browser.mjs';

const [api] = process.argv.slice(2);
const complaints = [];
const browser = await launch();
try {
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (!response.ok()) complaints.push(`${response.url()} ${response.status()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (violation) =>
      console.error(`${violation.violatedDirective} forbids ${violation.blockedURI}`),
    );
  });

  await page.goto(`${api}/api/docs`);
  await page.locator('.opblock').first().waitFor({ timeout: 60_000 });
  // The page draws its operations more than once while it reads the document: they are read when they stay.
  await page.waitForFunction(
    () => {
      const count = document.querySelectorAll('.opblock').length;
      const stays = count > 0 && count === window.operationsBefore;
      window.operationsBefore = count;
      return stays;
    },
    null,
    { polling: 500, timeout: 60_000 },
  );
  const operations = await page.locator('.opblock').evaluateAll((blocks) =>
    blocks.map((block) => {
      const method = block.querySelector('.opblock-summary-method').textContent;
      const path = block.querySelector('.opblock-summary-path').dataset.path;
      return `${method.toUpperCase()} ${path}`;
    }),
  );
  // An operation unfolded: its parameters, bodies and answers are drawn then.
  await page.locator('.opblock-post .opblock-summary-control').first().click();
  await page.locator('.opblock.is-open .responses-table').waitFor();
  const unfolded = await page.locator('.opblock.is-open').innerText();
  await page.locator('.authorize').first().click();
  await page.locator('.dialog-ux .modal-ux').waitFor();
  console.log(JSON.stringify({ operations, unfolded, complaints }));
} finally {
  await browser.close();
}
