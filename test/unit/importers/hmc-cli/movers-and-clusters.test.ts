import { describe, expect, it } from 'vitest'
import { codes, inS1, partitionPatches, readOutput } from '../../../support/command-output.ts'

const viosOf = (patches: Parameters<typeof partitionPatches>[0]) =>
  partitionPatches(patches).map((one) => [one.server.name, one.partition.lparId, one.viosValues])

describe('lslparmigr -r msp', () => {
  const row = (id: number, mappings: string) =>
    `source_msp_name=v${id},source_msp_id=${id},"dest_msp_names=t1,t2","dest_msp_ids=1,2","ipaddr_mappings=${mappings}"\n`

  it('gives the addresses of the source movers, each once', async () => {
    const { patches, problems } = await readOutput(
      row(1, '10.1.0.1//1/t1/10.1.0.11/,10.1.0.1//2/t2/10.1.0.12/') + row(2, '10.1.0.2//1/t1/10.1.0.11/'),
    )
    expect(problems).toEqual([])
    expect(viosOf(patches)).toEqual([
      ['S1', 1, { mover: true, moverAddresses: ['10.1.0.1'] }],
      ['S1', 2, { mover: true, moverAddresses: ['10.1.0.2'] }],
    ])
  })

  it('gives those of the destinations where the command names their system', async () => {
    const { patches } = await readOutput(
      `lslparmigr -r msp -m S1 -t S2 --filter lpar_names=p\n${row(1, 'fe80::1//2/t2/fe80::2/')}`,
    )
    expect(viosOf(patches)).toEqual([
      ['S1', 1, { mover: true, moverAddresses: ['fe80::1'] }],
      ['S2', 2, { mover: true, moverAddresses: ['fe80::2'] }],
    ])
  })

  it.each([
    '10.1.0.300//1/t1/10.1.0.11/',
    '10.1.0.1/1/t1/10.1.0.11',
    '10.1.0.1//x/t1/10.1.0.11/',
    'unavailable',
  ])('takes no address out of %s', async (mapping) => {
    const { patches, problems } = await readOutput(row(1, `${mapping},`))
    expect(codes(problems)).toEqual(['bad-value'])
    expect(viosOf(patches)).toEqual([['S1', 1, { mover: true }]])
  })
})

describe('the cluster of a VIOS', () => {
  const inVios = { ...inS1, viosName: 'vios1' }
  const id = '823b8eecb24511e68004000098be9402'
  const read = async (text: string, name: string) => {
    const { detection, patches, problems } = await readOutput(text, name, inVios)
    expect(detection.kind).toMatch(/^(ls)?cluster/)
    return { problems, values: partitionPatches(patches).map((one) => one.viosValues) }
  }

  it.each([
    ['cluster -list', `CLUSTER_NAME:    pool1\nCLUSTER_ID:      ${id}\n`, 'output.txt'],
    ['cluster -list -fmt :', `pool1:${id}\n`, 'S1_vios1_cluster-list.txt'],
    [
      'lscluster -c',
      `Cluster Name: pool1\nCluster UUID: 823B8EEC-b245-11e6-8004-000098be9402\nNumber of nodes in cluster = 2\n\tCluster ID for node vios1: 1\n`,
      'S1_vios1_lscluster-c.txt',
    ],
  ])('is read from %s', async (_command, text, name) => {
    const { problems, values } = await read(text, name)
    expect(problems).toEqual([])
    expect(values).toEqual([{ clusterId: id, clusterName: 'pool1' }])
  })

  it('is not known with an id that is none, or with two clusters', async () => {
    const broken = await read('CLUSTER_NAME: pool1\nCLUSTER_ID: 823b\n', 'output.txt')
    expect(codes(broken.problems)).toEqual(['unreadable-line'])
    expect(broken.values).toEqual([])
    const other = id.replaceAll('8', '9')
    const two = await read(
      `CLUSTER_NAME: a\nCLUSTER_ID: ${id}\nCLUSTER_NAME: b\nCLUSTER_ID: ${other}\n`,
      'output.txt',
    )
    expect(two.values).toEqual([])
  })
})
