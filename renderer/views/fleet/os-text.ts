import type { Partition } from '../../../shared/inventory/fleet.ts'
import { noData } from '../../format/number.ts'

const names = { aix: 'AIX', linux: 'Linux', ibmi: 'IBM i' } as const

/** Operating system and version as one short text: "AIX 7.3 7300-02-01", "Linux SuSE 15.5" (without the kernel level). */
export function osText(partition: Partition): string {
  const name = partition.os === null ? partition.environment : names[partition.os]
  if (partition.osVersion === null) return name ?? noData
  const version = partition.osVersion.replace(/^(AIX|Linux|IBM i)[\s/]*/i, '').replace(/-(\d{4})$/, '')
  const short = version.replace(/^(\D+?)\s+\d+\.\d+\.\d+\S*\s+(\S+)$/, '$1 $2')
  return [name, short].filter(Boolean).join(' ')
}
