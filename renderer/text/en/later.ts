/** Screens this version does not have: what they will need, and what answers the question meanwhile. */
export const laterText = {
  readiness: {
    title: 'Readiness',
    lead: 'This version has no matrix of all partitions against all servers.',
    body: 'It will show every partition on every server as can move, with warning, cannot or cannot tell, group the refusals by cause, and write them out as a work list.',
    needs: 'It will need',
    needsList: [
      'lssyscfg, lshwres and lslparmigr output of every HMC, for capacity and mobility limits',
      'lsmap and lsnports of every VIOS, for storage and WWPN checks',
      'lslic of every server, for the firmware pair check',
    ],
    meanwhile: 'Until then',
    doors: [
      { id: 'cannot', label: 'Partitions that cannot move', to: '/fleet?view=cannot' },
      { id: 'tell', label: 'Partitions nobody can tell about', to: '/fleet?view=tell' },
    ],
    note: 'Fleet gives the verdict of each partition; its details name every rule and remedy, server by server.',
  },
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
