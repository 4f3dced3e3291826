/** @file `npm run bench`: compares start, collection, memory and export with a floor measured in the same run. Exits with 1 if a target is missed. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { sessionCommand } from '../scripts/system/in-session'
import { installMissing } from '../scripts/system/packages'

/** Returns a process and all its descendants. */
function family(pid: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    try {
      const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
      children.set(parent, [...children.get(parent) ?? [], Number(name)])
    } catch {
      // The process has exited.
    }
  }
  const all = [pid]
  for (const each of all) all.push(...children.get(each) ?? [])
  return all
}

/** Returns the proportional memory (PSS) of a process tree in bytes. Sandboxed processes are readable by root only. */
function summedPss(pid: number): number {
  return family(pid).reduce((sum, each) => {
    try {
      return sum + Number(/^Pss:\s*(\d+) kB/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024
    } catch {
      return sum // The process has exited.
    }
  }, 0)
}

await installMissing(['bench'])
// `large` measures tenants of 10,000 and 50,000 incidents, `refreshes` a chain of 600 refreshes, `list` a list of 100,000, `exports` each format, `opening`
// files. Each takes some minutes.
const chosen = ['large', 'refreshes', 'list', 'exports', 'opening'].find(name => process.argv.includes(name)) ?? 'session'
const session = `bench/${chosen}.ts`
const { program, args, cwd, env } = await sessionCommand(session, [])
const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'inherit'] })
createInterface(child.stdout).on('line', (line) => {
  const pid = /^@pss (\d+)$/.exec(line)?.[1]
  if (pid) child.stdin.write(`${summedPss(Number(pid))}\n`)
  else process.stdout.write(`${line}\n`)
})
child.on('close', (code) => { process.exitCode = code ?? 1 })
