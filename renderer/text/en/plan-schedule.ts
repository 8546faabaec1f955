import { count } from '../plural.ts'

/** The schedule of a plan: its lanes, its times, the network below. */
export const planScheduleText = {
  title: 'Schedule',
  chart: 'schedule chart',
  lanes: 'Lanes by',
  modes: { mover: 'Mover', server: 'Server', partition: 'Partition' },
  legend: { copy: 'copy', chain: 'critical chain', standstill: 'standstill', inactive: 'inactive' },
  drawn: (draws: string, seed: string) => `Bars: the median of ${draws} draws, seed ${seed}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole plan and window',
  larger: 'Larger schedule',
  smaller: 'Smaller schedule',
  asTable: 'Show as table',
  asChart: 'Show as chart',
  planEnds: 'Plan ends',
  dots: 'dot = 5 of 100 draws',
  waves: 'Waves',
  wave: (wave: number, moves: number) => `${wave} · ${count(moves, 'move')}`,
  windowEnds: (time: string) => `${time} window ends`,
  likely: (time: string) => `P50 ${time}`,
  early: (time: string) => `P10 ${time}`,
  late: (time: string) => `P90 ${time}`,
  inactiveOf: (server: string) => `${server}, inactive`,
  atOnce: (rows: number) => `${rows} at once`,
  bar: (name: string, size: string, target: string) => `${name} ${size} to ${target}`,
  barShort: (name: string, size: string) => `${name} ${size}`,
  barTip: (name: string, size: string, target: string, from: string, to: string) =>
    `${name}, ${size} to ${target}, ${from} – ${to}`,
  network: 'Network, Gb/s',
  direction: { out: (server: string) => `${server} out`, in: (server: string) => `${server} in` },
  usable: (rate: string, links: number) =>
    links === 1 ? `usable ${rate} Gb/s` : `usable ${rate} Gb/s on ${links} links`,
  moreMovers: (movers: number, peak: string) => `${count(movers, 'mover')} more, peak ${peak} or less`,
  readout: (rate: string | null, moves: number) =>
    rate === null ? count(moves, 'move') : `${rate}, ${count(moves, 'move')}`,
  summary: (moves: number, from: string, p50: string, p10: string, p90: string) =>
    `${count(moves, 'move')} from ${from}; the plan ends ${p50}, between ${p10} and ${p90} in 8 of 10 draws.`,
  summaryChain: (moves: number, last: string) =>
    ` The critical chain has ${count(moves, 'move')} and ends with ${last}.`,
  summaryWindow: (time: string, draws: string) => ` The window ends ${time}; ${draws} fit.`,
  keys: 'Arrow keys move the cursor by one minute, with Shift by ten.',
  table: {
    label: 'Schedule as a table',
    prepares: 'Starts',
    copies: 'Copies from',
    still: 'Stands still at',
    standstill: 'Standstill P10–P90',
    ends: 'Ends',
    passes: 'Passes',
    chain: 'On the chain',
    yes: 'yes',
    no: 'no',
  },
} as const
