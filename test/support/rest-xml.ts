/** Small invented answers of the HMC REST interface. */
const UOM = 'http://www.ibm.com/xmlns/systems/power/firmware/uom/mc/2012_10/'
const API = 'https://192.0.2.1:12443/rest/api/uom'

export const systemUuid = '11111111-aaaa-bbbb-cccc-000000000001'

/** `<name>value</name>` for each entry; objects nest. */
export type Content = { readonly [name: string]: string | Content }

export function elements(content: Content): string {
  return Object.entries(content)
    .map(
      ([name, value]) => `<${name}>${typeof value === 'string' ? value : `\n${elements(value)}`}</${name}>\n`,
    )
    .join('')
}

export function entry(resource: string, inner: string, uuid = systemUuid): string {
  return `<entry><id>${uuid}</id><title>${resource}</title>
<published>2026-03-01T12:00:00.000+01:00</published>
<link rel="SELF" href="${API}/ManagedSystem/${systemUuid}/${resource}/${uuid}"/>
<content type="application/vnd.ibm.powervm.uom+xml; type=${resource}">
<X:${resource} xmlns:X="${UOM}" xmlns="${UOM}" schemaVersion="V1_0">
<Metadata><Atom><AtomID>${uuid}</AtomID></Atom></Metadata>
${inner}</X:${resource}></content></entry>
`
}

export function feed(
  resource: string,
  entries: readonly string[],
  path = `ManagedSystem/${systemUuid}/${resource}`,
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><updated>2026-03-01T12:00:00.000+01:00</updated>
<link rel="SELF" href="${API}/${path}"/>
${entries.join('')}</feed>
`
}

export function systemEntry(name: string, serial: string): string {
  return entry(
    'ManagedSystem',
    elements({
      MachineTypeModelAndSerialNumber: { MachineType: '9009', Model: '42A', SerialNumber: serial },
      State: 'operating',
      SystemName: name,
    }),
  )
}

export function partitionEntry(lparId: number, more: Content = {}): string {
  const uuid = `22222222-0000-0000-0000-${String(lparId).padStart(12, '0')}`
  const own = {
    PartitionID: String(lparId),
    PartitionName: `lpar${lparId}`,
    PartitionState: 'running',
    PartitionType: 'AIX/Linux',
    PartitionUUID: uuid,
  }
  return entry('LogicalPartition', elements({ ...own, ...more }), uuid)
}
