import { noData, thin } from '../../format/number.ts'

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

export const chartsText = {
  week: {
    days: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
    dayNames: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    hourHead: 'Hour',
    chart: 'chart',
    keys: 'Arrow keys read it by the hour, with Shift by the day; T shows the table.',
    asTable: 'Show as table',
    asChart: 'Show as chart',
    command: 'Switch the load of the week between chart and table',
    entitled: 'entitled',
    capacity: 'capacity',
    hour: (day: string, hour: number, value: string | null, share: string | null) =>
      `${day} ${clock(hour)} – ${clock((hour + 1) % 24)}\n${
        value === null
          ? `load: ${noData}`
          : [`${value}${thin}processing units`, share].filter(Boolean).join('\n')
      }`,
    share: (percent: number, of: string) => `${percent}${thin}% of ${of}`,
  },
} as const
