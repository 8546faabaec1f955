/** Everything the referee looks at, in the order of its report. A new check is one function and one line here. */
import { capacityChecks, poolsHold } from './check-capacity.ts'
import { connectionsFit, connectionsHaveRoom } from './check-connections.ts'
import { dlparChecks } from './check-dlpar.ts'
import { goalAccountedFor, unplacedHaveReasons } from './check-goal.ts'
import {
  everythingExists,
  excludedStay,
  movesOnce,
  numbersAgree,
  partitionIsThere,
  targetIsAllowed,
  uniqueMoveIds,
} from './check-identity.ts'
import { rulesAllow, typesFit, unknownsAreAccepted } from './check-mobility.ts'
import { limitsHold, moversAreMovers } from './check-movers.ts'
import {
  endsInWindow,
  everyMoveEnds,
  predecessorsAreSound,
  startsAreSound,
  wavesAreSound,
} from './check-order.ts'
import { namesAreFree, partitionIdsAreFree } from './check-places.ts'
import type { RefereeCheck } from './context.ts'

export const checks: readonly RefereeCheck[] = [
  uniqueMoveIds,
  everythingExists,
  partitionIsThere,
  movesOnce,
  targetIsAllowed,
  excludedStay,
  typesFit,
  numbersAgree,
  ...dlparChecks,
  rulesAllow,
  unknownsAreAccepted,
  ...capacityChecks,
  poolsHold,
  partitionIdsAreFree,
  namesAreFree,
  connectionsFit,
  connectionsHaveRoom,
  moversAreMovers,
  limitsHold,
  predecessorsAreSound,
  startsAreSound,
  wavesAreSound,
  everyMoveEnds,
  endsInWindow,
  goalAccountedFor,
  unplacedHaveReasons,
]
