import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { chatOf } from './task-conversation';
test('print', async () => {
  const want = process.env['ONLY'];
  for (const file of readdirSync('/tmp/dc').filter((f) => f.endsWith('.txt') && (!want || f.includes(want)))) {
    const [customer = '', ...lines] = readFileSync(`/tmp/dc/${file}`, 'utf8').trim().split('\n');
    const chat = await chatOf(customer);
    let out = '';
    for (const line of lines) {
      if (line.startsWith('!fail')) { chat.recordsFail(Number(line.split(' ')[1] ?? 1)); continue; }
      if (line.startsWith('#')) continue;
      const said = await chat.write(line.replaceAll('\\n', '\n'));
      out += `>>> ${line}\n` + said.map((s) => `${s.text}\n   ${s.suggestions.map((b) => `[${b.title}|${b.value}]`).join(' ')}   cites: ${s.citations.map((c) => c.clause).join(',')}\n`).join('  ----\n') + '\n';
    }
    writeFileSync(`/tmp/dc/${file}.out`, out);
  }
}, 300000);
