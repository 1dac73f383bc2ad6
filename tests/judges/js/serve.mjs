// Answers each line of standard input, a job as JSON, with a line: { result } or { error }. `driver` names the module of
// this folder that does the job. Arguments: the folder of the installed npm packages. Ends with standard input.
import { createInterface } from 'node:readline';
import { close } from './common.mjs';

console.log = console.error; // what packages say is no answer

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  let answer;
  try {
    const { default: work } = await import(`./${job.driver}`);
    answer = { result: await work(job) };
  } catch (error) {
    answer = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await close();
process.exit();
