/** What is done to a state before it is looked at: `<screen> <state>+<name>`. By keys and roles only, as a person without a mouse would. */
const csv = (lines) => ({ name: '库存 2026-11-24.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
const shopify = csv([
  'Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Status',
  'linen-shirt,"Linen shirt, garment-washed, with coconut buttons and a name that is much too long",<p>Soft</p>,Acme,Size,S,LS-S,4,39.00,https://cdn.example/1.jpg,active',
  ...Array.from({ length: 24 }, (_, at) => `mug-${at},Mug ${at},,Acme,Title,Default Title,MUG-${at},${at},9.50,,draft`),
]);
const choose = async (page, file) => {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForTimeout(300);
};
const start = async (page) => {
  await choose(page, shopify);
  await page.locator('button[class*=primary]').click();
};
const row = (page, at) => page.locator('[data-task] input').nth(at);

export const acts = {
  'popup normal+snooze': async (page) => {
    await row(page, 0).focus();
    await page.keyboard.press('s');
  },
  'popup normal+ticked': async (page) => {
    await row(page, 0).focus();
    await page.keyboard.press('Space');
  },
  'popup normal+clause': async (page) => {
    await row(page, 2).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
  },
  'popup normal+task': async (page) => {
    await page.locator('textarea').fill('! 问供应商要质检报告');
  },
  'popup normal+done': async (page) => {
    await page.locator('summary').click();
    await page.locator('summary').scrollIntoViewIfNeeded();
  },
  'popup many+end': async (page) => {
    await page.locator('[data-task=m49]').scrollIntoViewIfNeeded();
    await page.keyboard.press('Tab');
  },
  'panel shop-normal+table': async (page) => {
    await page.keyboard.press('t');
  },
  'panel shop-normal+menu': async (page) => {
    await page.locator('article button[aria-haspopup]').first().click();
  },
  'panel shop-normal+behind': async (page) => {
    await page.locator('article h3 button').first().click();
  },
  'panel shop-fault+behind': async (page) => {
    await page.locator('article h3 button').first().click();
  },
  'panel many+more': async (page) => {
    await page.locator('li p button').click();
  },
  'workbench connection+wrong': async (page) => {
    const inputs = page.locator('form').first().locator('input');
    await inputs.nth(0).fill('http://127.0.0.1:8787');
    await inputs.nth(1).fill('li.xiao@example.com');
    await inputs.nth(2).fill('wrong');
    await page.keyboard.press('Enter');
  },
  'workbench connection+http': async (page) => {
    await page.locator('form input').first().fill('http://api.example.com');
  },
  'workbench files+preview': (page) => choose(page, shopify),
  'workbench files+unknown': (page) => choose(page, csv(['甲,乙,丙', '1,茶壶,3', '2,茶杯,0'])),
  'workbench files+refused': (page) => choose(page, { ...csv(['%PDF-1.7']), name: '合同.pdf' }),
  'workbench files+encoding': (page) => choose(page, { ...csv([]), buffer: Buffer.from([0x69, 0x64, 0x2c, 0xff, 0xff, 0x0a]) }),
  'workbench files+done': (page) => start(page),
  'workbench files-clean+done': (page) => start(page),
  'workbench files-running+half': (page) => start(page),
  'workbench files-stopped+stopped': (page) => start(page),
  'workbench files-fault+failed': (page) => start(page),
  'workbench data+preview': async (page) => {
    await page.locator('input[type=file]').setInputFiles(csv(['SKU,数量,备注', 'GAP-1,12,', 'GAP-2,5,补货中', 'TSHIRT-RED-L,0,']));
  },
  'workbench data+doubled': async (page) => {
    await page.locator('input[type=file]').setInputFiles(csv(['SKU,数量,doubled', 'GAP-2,12,', 'GAP-2,5,']));
    await page.locator('table').waitFor();
    await page.getByRole('button', { name: /载入到|載入到|Load into/ }).click();
  },
  'workbench team+sure': async (page) => {
    await page.locator('main section').first().locator('li button').first().click();
  },
  'workbench team+devices': async (page) => {
    await page.locator('main section').nth(1).locator('button[aria-expanded]').first().click();
  },
  'workbench team+reset': async (page) => {
    await page.locator('main section').nth(1).locator('button[aria-expanded] + button').first().click();
  },
  'workbench team+invite': async (page) => {
    await page.locator('form input').nth(0).fill('周宁');
    await page.locator('form input').nth(1).fill('zhou.ning@example.com');
    await page.locator('form input[type=checkbox]').first().uncheck();
    await page.locator('form input[type=checkbox]').nth(1).check();
  },
  'workbench team+invited': async (page) => {
    await page.locator('form input').nth(0).fill('周宁');
    await page.locator('form input').nth(1).fill('zhou.ning@example.com');
    await page.keyboard.press('Enter');
  },
  'workbench sites+off': async (page) => {
    await page.locator('main ul button').first().click();
  },
};
