/** Screens this version does not have: what they will need, and what answers the question meanwhile. */
export const laterText = {
  compare: {
    title: 'Compare',
    lead: 'This version does not set scenarios side by side.',
    body: 'It will take two to four plans, show their figures on the same scale and list the moves added, removed and changed.',
    needs: 'It will need',
    needsList: ['two plans or more in the workspace, each with a forecast from the same inventory'],
    meanwhile: 'Until then',
    doors: [{ id: 'plans', label: 'Open Plans', to: '/plans' }],
    note: 'The list of plans shows moves, memory and the end with its range for each plan, one row a plan.',
  },
  energy: {
    title: 'Energy',
    lead: 'This version does not study energy.',
    body: 'It will work out for a typical week how many servers can be switched off, what that saves in kWh, cost and CO₂, and how the answer depends on idle power, tariff and boot time.',
    needs: 'It will need',
    needsList: [
      'power readings from PCM, or the watts you type for each server',
      'load samples of a week for each partition',
      'your tariff and the carbon intensity of your grid',
    ],
    meanwhile: 'Until then',
    doors: [
      { id: 'plans', label: 'Open Plans', to: '/plans' },
      { id: 'import', label: 'Import load samples', to: '/import' },
    ],
    note: 'A plan that empties a server tells you whether the rest can carry its partitions.',
  },
} as const
