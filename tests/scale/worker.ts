/** The functions' process: its CPU time, its memory, and the platform's limit on it. Linux only. */

/** Resources used by a process. */
export interface Usage {
  /** CPU of all threads, ms. */
  process: number;
  /** CPU of the main thread, ms. */
  main: number;
  /** Largest resident memory so far, MB. */
  peak: number;
}

/**
 * Id of the functions' process, a child of this one.
 *
 * @throws {Error} if there is none
 */
export function workerId(): number {
  for (const { name } of Deno.readDirSync("/proc")) {
    if (/^\d+$/.test(name) && isWorker(Number(name))) return Number(name);
  }
  throw new Error("Cannot find the process of the functions: no child process runs them");
}

function isWorker(pid: number): boolean {
  try {
    return fieldsOf(pid)[1] === `${Deno.pid}` && read(pid, "cmdline").includes("functions_worker");
  } catch {
    return false; // it has ended
  }
}

/** Resources used so far. */
export function usageOf(pid: number): Usage {
  const fields = fieldsOf(pid);
  const peak = /VmHWM:\s+(\d+)/.exec(read(pid, "status"))?.[1];
  return {
    // The kernel counts hundredths of a second.
    process: (Number(fields[11]) + Number(fields[12])) * 10,
    main: Number(read(pid, `task/${pid}/schedstat`).split(" ")[0]) / 1e6,
    peak: Math.round(Number(peak ?? 0) / 1024),
  };
}

/**
 * Makes the kernel kill the process, like the platform, once it has used this much CPU in seconds,
 * including its start.
 */
export async function limitCpu(pid: number, seconds: number): Promise<void> {
  const { success, stderr } = await new Deno.Command("prlimit", {
    args: [`--pid=${pid}`, `--cpu=${seconds}`],
  }).output();
  if (!success) throw new Error(`Cannot limit the CPU: ${new TextDecoder().decode(stderr).trim()}`);
}

const read = (pid: number, file: string) => Deno.readTextFileSync(`/proc/${pid}/${file}`);

/** Fields of /proc/PID/stat after the program's name, which may contain any characters. */
function fieldsOf(pid: number): string[] {
  const stat = read(pid, "stat");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
