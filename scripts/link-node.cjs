// Puts the bundled Node into node_modules/.bin where npm 11.0 and older lose the link. Plain CommonJS: any Node may run it.
const fs = require('fs');
const path = require('path');

const prefix = { linux: 'node-linux-', darwin: process.arch === 'arm64' ? 'node-bin-darwin-' : 'node-darwin-', win32: 'node-win-' }[process.platform];
const name = process.platform === 'win32' ? 'node.exe' : 'node';
const modules = path.join(__dirname, '..', 'node_modules');
const bundled = path.join(modules, prefix + process.arch, 'bin', name);
const link = path.join(modules, '.bin', name);

if (fs.existsSync(bundled) && !fs.existsSync(link) && !fs.existsSync(link + '.cmd')) {
  fs.mkdirSync(path.dirname(link), { recursive: true });
  if (process.platform === 'win32') fs.linkSync(bundled, link);
  else fs.symlinkSync(path.relative(path.dirname(link), bundled), link);
}
