/** Recognises answers of the HMC REST interface by their first bytes. */
import type { Detection, SourceFile } from '../importer.ts'
import { isWrapped } from './document-text.ts'
import { otherTypes, resourceTypes } from './resource-types.ts'

const PREFIX = 'HMC REST: '

/**
 * null: no XML, or a web page. XML of another kind is accepted with little confidence, so that its root element can be
 * named where nobody else knows it.
 */
export function detectHmcRest(file: SourceFile): Detection | null {
  const text = new TextDecoder().decode(file.head).trimStart()
  const wrapped = isWrapped(text)
  const xml = wrapped ? (/^BODY\{\s*$([\s\S]*)/m.exec(text)?.[1] ?? '').trimStart() : text
  if (!wrapped && !/^<[?!a-z_]/i.test(xml)) return null
  if (/^<!doctype html/i.test(xml) || /^<html[\s>]/i.test(xml)) return null

  const resource = resourceIn(xml)
  if (resource !== null) {
    const known = resourceTypes.get(resource)
    const confidence = known !== undefined || otherTypes.has(resource) ? 0.95 : 0.8
    return { kind: `${PREFIX}${resource}`, confidence, rank: known?.rank ?? 2 }
  }
  if (wrapped) return { kind: `${PREFIX}recorded answer`, confidence: 0.5, rank: 2 }
  return { kind: 'XML', confidence: 0.1, rank: 2 }
}

/** The resource an answer is about; null where it is no answer of an HMC. */
export function resourceOf(detection: Detection): string | null {
  return detection.kind.startsWith(PREFIX) ? detection.kind.slice(PREFIX.length) : null
}

function resourceIn(xml: string): string | null {
  const byContent = /<content\s[^>]*type="application\/vnd\.ibm\.powervm\.[^"]*type=(\w+)"/.exec(xml)?.[1]
  if (byContent !== undefined) return byContent
  const root = /<(?![?!])(?:\w+:)?(\w+)[\s/>]/.exec(xml)?.[1]
  if (root === undefined) return null
  if (resourceTypes.has(root)) return root
  if (root !== 'feed' && root !== 'entry') return null
  // Performance feeds and feeds without entries: by their own address, else their title.
  const self = /<link\s[^>]*rel="self"[^>]*href="([^"]*)"/i.exec(xml)?.[1]
  const path = self === undefined ? null : /\/rest\/api\/\w+\/([^?"]*)/.exec(self)?.[1]
  const last = path?.split('/').findLast((part) => resourceTypes.has(part) || otherTypes.has(part))
  return last ?? (path === undefined || path === null ? null : (path.split('/')[0] ?? null))
}
