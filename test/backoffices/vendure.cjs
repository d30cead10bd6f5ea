// A real Vendure shop as a child process (Nest and TypeORM must not share the caller's modules).
// node vendure.cjs <port> [--data <folder>] [--csp]   prints "READY <port>" once it serves.
// Without --data the database lives in memory: each start is a clean shop.
const path = require('node:path');
const fs = require('node:fs');
const os = require('node:os');
const {
  bootstrap,
  DefaultJobQueuePlugin,
  DefaultLogger,
  DefaultSearchPlugin,
  JobQueueService,
  LogLevel,
  dummyPaymentHandler,
} = require('@vendure/core');
const { populate } = require('@vendure/core/cli');
const { AssetServerPlugin } = require('@vendure/asset-server-plugin');
const { AdminUiPlugin } = require('@vendure/admin-ui-plugin');

const port = Number(process.argv[2]);
const dataFlag = process.argv.indexOf('--data');
const kept = dataFlag > 0 ? path.resolve(process.argv[dataFlag + 1]) : null;
const folder = kept ?? fs.mkdtempSync(path.join(os.tmpdir(), 'vendure-'));
fs.mkdirSync(folder, { recursive: true });
const database = path.join(folder, 'shop.sqlite');
const populatedMark = path.join(folder, 'populated');

/** The strict policy of the tests: trusted types as well. 'unsafe-eval' is what Vendure's own message compiler needs. */
const csp = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

const samples = path.join(path.dirname(require.resolve('@vendure/create/package.json')), 'assets');

/** The first 14 sample products with pictures, and flawed ones of our own. */
function productsCsv() {
  const lines = fs.readFileSync(path.join(samples, 'products.csv'), 'utf8').split('\n');
  const rows = [];
  let products = 0;
  for (const line of lines.slice(1)) {
    if (/^\S/.test(line)) products++;
    if (products > 14) break;
    if (line) rows.push(line);
  }
  const flawed = [
    'Gap bare,gap-bare,,,category:Electronics,,,GAP-1,9.99,standard,3,true,,',
    'Gap no image,gap-no-image,"A description but no picture at all.",,category:Electronics,,,GAP-2,19.99,standard,0,true,,',
    'Gap variants,gap-variants,Three sizes,,,size,S,GAP-S,5.00,standard,0,true,,',
    ',,,,,,M,GAP-M,5.00,standard,2,true,,',
    ',,,,,,L,,5.00,standard,80,true,,',
  ];
  const file = path.join(folder, 'products.csv');
  fs.writeFileSync(file, [lines[0], ...rows, ...flawed].join('\n'));
  return file;
}

const config = {
  apiOptions: {
    port,
    hostname: '127.0.0.1',
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    middleware: process.argv.includes('--csp')
      ? [
          {
            route: '/',
            beforeListen: true,
            handler: (_request, response, next) => {
              response.setHeader('content-security-policy', csp);
              next();
            },
          },
        ]
      : [],
  },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
    cookieOptions: { secret: 'local test shop' },
  },
  dbConnectionOptions: kept
    ? { type: 'sqljs', synchronize: true, autoSave: true, location: database, logging: false }
    : { type: 'sqljs', synchronize: true, autoSave: false, logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  importExportOptions: { importAssetsDir: path.join(samples, 'images') },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  plugins: [
    AssetServerPlugin.init({ route: 'assets', assetUploadDir: path.join(folder, 'assets') }),
    DefaultJobQueuePlugin,
    DefaultSearchPlugin.init({ bufferUpdates: false }),
    AdminUiPlugin.init({ route: 'admin', port }),
  ],
};

async function start() {
  if (kept && fs.existsSync(populatedMark)) return bootstrap(config);
  fs.rmSync(database, { force: true }); // a populate that was cut short leaves half a shop
  const initial = JSON.parse(fs.readFileSync(path.join(samples, 'initial-data.json'), 'utf8'));
  const app = await populate(() => bootstrap(config), initial, productsCsv());
  fs.writeFileSync(populatedMark, '');
  return app;
}

start()
  .then(async (app) => {
    await app.get(JobQueueService).start();
    console.log('READY', port);
    process.on('SIGTERM', async () => {
      await app.close();
      if (!kept) fs.rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
  })
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
