import process from 'node:process'

/** Variables that programs need to start and to find their folders, by platform. */
const needed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['PATH', 'HOME'],
  darwin: ['PATH', 'HOME', 'TMPDIR', 'USER', 'LOGNAME', '__CF_USER_TEXT_ENCODING'],
  win32: [
    'PATH', 'PATHEXT', 'SystemRoot', 'SystemDrive', 'windir', 'COMSPEC', 'USERPROFILE', 'USERNAME', 'USERDOMAIN', 'HOMEDRIVE', 'HOMEPATH',
    'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles', 'ProgramFiles(x86)', 'TEMP', 'TMP', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE',
  ],
}

const linuxSession = { LANG: 'C.UTF-8', NO_AT_BRIDGE: '1' }

/** Returns the environment of a plain session: of the test runner's variables, it keeps only those that the system requires. `display`: '' except on Linux. */
export function sessionEnv(
  display: string, env: Readonly<Record<string, string>> = {}, platform: NodeJS.Platform = process.platform, from: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const kept = (needed[platform] ?? []).flatMap(name => from[name] === undefined ? [] : [[name, from[name]] as const])
  return { ...Object.fromEntries(kept), TZ: 'UTC', ...(platform === 'linux' && { ...linuxSession, DISPLAY: display }), ...env }
}
