/** Power figures of the sample data centre, and who stands in for whom at night: examples for `plan energy`. */
import { blueprints } from './blueprints.ts'

/** Idle, maximum and standby watts, seconds for shutdown and IPL: assumed, to have something to show. */
const figures: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  'nor-e980-1': [4200, 5600, 180, 1800, 3600],
  'nor-e1080-1': [3600, 5000, 160, 1800, 3600],
  'nor-s1024-1': [1100, 1600, 40, 900, 1500],
  'nor-s1024-2': [1100, 1600, 40, 900, 1500],
  'nor-s924-1': [850, 1150, 35, 900, 1500],
  'nor-s824-1': [900, 1200, 35, 900, 1800],
  'sou-e880-1': [3800, 5000, 170, 1800, 3600],
  'sou-s924-1': [850, 1150, 35, 900, 1500],
  'sou-s1024-1': [1000, 1450, 40, 900, 1500],
  'sou-s1122-1': [900, 1400, 40, 900, 1500],
}

export function powerFile(): string {
  const rows = blueprints.map(({ name }) => [name, ...(figures[name] ?? [])].join(','))
  return [
    '# ASSUMED EXAMPLES: none of these figures is measured or sourced; they are there so that "plan energy" has something to show.',
    '# Watts of the servers of the sample data centre; seconds for the shutdown (VIOS included) and the IPL (until the movers answer).',
    '# Put your own measurements in their place. What you do not know stays empty.',
    'server,idle_w,max_w,standby_w,shutdown_s,ipl_s',
    ...rows,
    '',
  ].join('\n')
}

export function nightRulesFile(): string {
  const rule = {
    id: 'nights-north',
    kind: 'reserve',
    servers: ['nor-s824-1', 'nor-s924-1', 'nor-s1024-1', 'nor-s1024-2'],
    reason:
      'An example: at night the smaller servers of the north stand in for each other; the two large ones are left to the recovery plan.',
  }
  return `${JSON.stringify({ format: 'lpm-planner-rules', version: 1, rules: [rule] }, null, 2)}\n`
}
