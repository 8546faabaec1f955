import { factorySettings } from '../../shared/forecast/scenario.ts'
import type { Scenario, ScenarioPart } from '../../shared/forecast/scenario.ts'

/** What the naive simulation says of a part; null: it never came to that. */
export type NaivePart = {
  t0: number | null
  t1: number | null
  raw: number
  passes: number
  down: number | null
  /** Bytes each path carried. */
  perPath: number[]
  /** A stop rule was decided by less than its rounding: the two simulations may rightly differ from here on. */
  tie: boolean
}

type Filled = Required<Omit<ScenarioPart, 'path' | 'paths'>> & Pick<ScenarioPart, 'path' | 'paths'>
/** One way of a job: a flow of its own that takes from the job's bytes. */
type Lane = { job: Job; path: Readonly<Record<string, number | null>>; ceiling: number; carried: number }
type Job = {
  part: Filled
  lanes: Lane[]
  order: number
  state: string
  /** Bytes or seconds left of the present state, and what it began with. */
  left: number
  whole: number
  first: number
  pass: number
  passBytes: number
  passBegan: number
  copyBegan: number
  suspendBegan: number | null
  resumed: boolean
  aborted: boolean
  tie: boolean
  t0: number | null
  t1: number | null
  raw: number
  down: number | null
}

const sending = ['pass', 'suspend', 'post']
const timed = ['prep', 'standstill', 'clean']

/**
 * The model of the forecast written a second time, as plainly as possible: time goes on in small steps (shorter
 * ones where something ends), all rates are found anew by bisection in every step, every list is searched from
 * its beginning. It shares no code with the engine beyond the names of the settings.
 */
export function naiveForecast(scenario: Scenario, step: number, until: number): Record<string, NaivePart> {
  const jobs = scenario.parts.map((part, order) =>
    newJob({ mem: 0, ...factorySettings, ...scenario.defaults, ...part }, order),
  )
  jobs.sort((a, b) => a.part.start - b.part.start || a.order - b.order)
  const byName = new Map(jobs.map((job) => [job.part.name, job]))
  const capacityNow = (name: string, now: number) => {
    let capacity = scenario.resources[name]!
    for (const [time, next] of scenario.changes?.[name] ?? []) if (time <= now + 1e-9) capacity = next
    return capacity
  }
  let now = 0
  for (;;) {
    settleEverything(jobs, byName, scenario, now)
    const active = jobs.filter((job) => sending.includes(job.state))
    const lanes = active.flatMap((job) => job.lanes)
    const laneRates = naiveRates(lanes, (name) => capacityNow(name, now), Object.keys(scenario.resources))
    const rates = active.map((job) =>
      lanes.reduce((sum, lane, index) => sum + (lane.job === job ? laneRates[index]! : 0), 0),
    )
    if (jobs.every((job) => job.state === 'end') || now >= until) break
    let span = step
    for (const job of jobs) {
      if (job.state === 'wait' && job.part.start > now) span = Math.min(span, job.part.start - now)
      if (timed.includes(job.state)) span = Math.min(span, job.left)
      const limit =
        job.t0 === null || job.resumed || job.aborted ? Infinity : job.t0 + limitOf(job.part.abort_s)
      if (limit > now) span = Math.min(span, limit - now)
    }
    for (const steps of Object.values(scenario.changes ?? {})) {
      for (const [time] of steps) if (time > now + 1e-9) span = Math.min(span, time - now)
    }
    for (const [index, job] of active.entries())
      if (rates[index]! > 0) span = Math.min(span, job.left / rates[index]!)
    for (const [index, job] of active.entries()) {
      job.left -= rates[index]! * span
      job.raw += rates[index]! * span
      // What a subtraction leaves over can be too little to take any time, and would never be sent.
      if (job.left <= 1e-12 * job.whole) job.left = 0
    }
    for (const [index, lane] of lanes.entries()) lane.carried += laneRates[index]! * span
    for (const job of jobs) if (timed.includes(job.state)) job.left = Math.max(0, job.left - span)
    now += span
  }
  return Object.fromEntries(
    jobs.map((job) => [
      job.part.name,
      {
        t0: job.t0,
        t1: job.t1,
        raw: job.raw,
        passes: job.pass,
        down: job.down,
        perPath: job.lanes.map((lane) => lane.carried),
        tie: job.tie,
      },
    ]),
  )
}

function limitOf(value: number | null): number {
  return value ?? Infinity
}

function newJob(part: Filled, order: number): Job {
  const nothing = {
    state: 'wait',
    left: 0,
    whole: 0,
    pass: 0,
    passBytes: 0,
    passBegan: 0,
    copyBegan: 0,
    raw: 0,
  }
  const unknown = {
    suspendBegan: null,
    resumed: false,
    aborted: false,
    tie: false,
    t0: null,
    t1: null,
    down: null,
  }
  const job: Job = { part, lanes: [], order, first: part.used * part.mem, ...nothing, ...unknown }
  for (const { path, cap } of part.paths ?? [{ path: part.path! }]) {
    job.lanes.push({ job, path, ceiling: limitOf(cap === undefined ? part.cap : cap), carried: 0 })
  }
  return job
}

/** Lets everything happen that can happen without time going on. */
function settleEverything(jobs: Job[], byName: Map<string, Job>, scenario: Scenario, now: number): void {
  for (let again = true; again;) {
    again = false
    for (const job of jobs) {
      const late = job.t0 !== null && now >= job.t0 + limitOf(job.part.abort_s) - 1e-9
      const busy = job.t0 !== null && job.state !== 'end'
      if (late && busy && !job.resumed && !job.aborted) {
        job.aborted = true
        if (job.suspendBegan !== null) job.down = now - job.suspendBegan
        enter(job, 'clean', job.part.t_clean)
        again = true
      } else if (job.state === 'wait' && now >= job.part.start - 1e-9) {
        job.state = 'queued'
        again = true
      } else if ([...sending, ...timed].includes(job.state) && job.left <= 0) {
        advance(job, now)
        again = true
      }
    }
    if (!again) again = admitOne(jobs, byName, scenario, now)
  }
}

function admitOne(jobs: Job[], byName: Map<string, Job>, scenario: Scenario, now: number): boolean {
  const running = jobs.filter((job) => job.t0 !== null && job.state !== 'end')
  for (const job of jobs) {
    if (job.state !== 'queued') continue
    const ready = job.part.after.every(
      (name) => byName.get(name)!.state === 'end' && !byName.get(name)!.aborted,
    )
    if (!ready) continue
    const fits = job.part.groups.every((group) => {
      const taken = running.filter((other) => other.part.groups.includes(group)).length
      return taken < scenario.limits![group]!
    })
    if (fits) {
      job.t0 = now
      enter(job, 'prep', job.part.t_prep)
      return true
    }
    if (scenario.strict === true) return false
  }
  return false
}

function enter(job: Job, state: string, left: number): void {
  job.state = state
  job.left = left
  job.whole = left
}

function advance(job: Job, now: number): void {
  const { part } = job
  if (job.state === 'prep') {
    job.copyBegan = now
    beginPass(job, job.first, now)
  } else if (job.state === 'pass') {
    const seconds = now - job.passBegan
    const next = Math.min(dirtied(part, seconds), job.first)
    const average = seconds > 0 ? job.passBytes / seconds : 0
    // For example the fixed point of a hot set that is written faster than it is sent: every pass is as long as the last.
    job.tie ||=
      near(next, (1 - part.theta) * job.first) ||
      near(next, average * part.max_down_s) ||
      near(now - job.copyBegan, limitOf(part.max_copy_s)) ||
      near(next, part.min_gain * job.passBytes)
    const stops =
      next <= (1 - part.theta) * job.first ||
      next <= average * part.max_down_s ||
      job.pass >= part.max_passes ||
      now - job.copyBegan >= limitOf(part.max_copy_s) ||
      next > part.min_gain * job.passBytes
    if (!stops) return beginPass(job, next, now)
    job.suspendBegan = now
    job.passBytes = next
    const bitmap = part.bitmap === 1 ? job.first / part.page / 8 : 0
    enter(job, 'suspend', part.state_bytes + (part.postcopy ? bitmap : next))
  } else if (job.state === 'suspend') enter(job, 'standstill', part.t_susp)
  else if (job.state === 'standstill') {
    job.down = now - job.suspendBegan!
    job.resumed = true
    enter(job, 'post', part.postcopy ? job.passBytes : 0)
  } else if (job.state === 'post') enter(job, 'clean', part.t_clean)
  else {
    job.t1 = now
    enter(job, 'end', 0)
  }
}

function beginPass(job: Job, bytes: number, now: number): void {
  job.pass += 1
  job.passBytes = bytes
  job.passBegan = now
  enter(job, 'pass', bytes)
}

/** Equal but for rounding; two zeros are equal in both simulations. */
function near(a: number, b: number): boolean {
  return (
    Number.isFinite(b) && (a !== 0 || b !== 0) && Math.abs(a - b) <= 1e-7 * Math.max(Math.abs(a), Math.abs(b))
  )
}

function dirtied(part: Filled, seconds: number): number {
  const written = part.dirty * seconds
  if (part.hot === null) return written
  const hot: number = part.hot
  if (hot === 0) return 0
  return part.dirty_model === 'cap' ? Math.min(written, hot) : hot * (1 - Math.exp(-written / hot))
}

/** Max-min fair rates by bisection on the common level, one group of flows after the other. */
function naiveRates(lanes: Lane[], capacityOf: (name: string) => number, resources: string[]): number[] {
  const fixed = lanes.map((): number | null => null)
  const useOf = ({ path, job }: Lane, name: string) => {
    const use = path[name]
    return use === undefined ? 0 : (use ?? job.part.ratio)
  }
  const rateAt = (index: number, level: number) => {
    const { job, ceiling } = lanes[index]!
    return fixed[index] ?? Math.min(job.part.weight * level, ceiling)
  }
  const loadAt = (name: string, level: number) =>
    lanes.reduce((sum, lane, index) => sum + useOf(lane, name) * rateAt(index, level), 0)
  while (fixed.includes(null)) {
    let low = 0
    let high = 1e13
    for (let round = 0; round < 120; round += 1) {
      const middle = (low + high) / 2
      if (resources.every((name) => loadAt(name, middle) <= capacityOf(name))) low = middle
      else high = middle
    }
    const full = resources.filter((name) => loadAt(name, low * (1 + 1e-9) + 1e-9) > capacityOf(name))
    const frozen = lanes.flatMap((lane, index) => {
      if (fixed[index] !== null) return []
      const atCeiling = lane.ceiling <= lane.job.part.weight * low
      return atCeiling || full.some((name) => useOf(lane, name) > 0) ? [index] : []
    })
    for (const index of frozen) fixed[index] = rateAt(index, low)
  }
  return fixed.map((rate) => rate!)
}
