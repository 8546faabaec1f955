import type { Router, RouteRecordRaw } from 'vue-router'
import { createRouter, createWebHashHistory } from 'vue-router'

/** The seven screens in working order; `later` marks those this version does not have yet. */
export const screens = [
  { id: 'fleet', path: '/fleet', later: false },
  { id: 'import', path: '/import', later: false },
  { id: 'readiness', path: '/readiness', later: false },
  { id: 'plans', path: '/plans', later: false },
  { id: 'compare', path: '/compare', later: true },
  { id: 'energy', path: '/energy', later: true },
  { id: 'assumptions', path: '/assumptions', later: false },
] as const

export type ScreenId = (typeof screens)[number]['id']

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/fleet' },
  { path: '/fleet', meta: { screen: 'fleet' }, component: () => import('../views/fleet/FleetScreen.vue') },
  {
    path: '/import',
    meta: { screen: 'import' },
    component: () => import('../views/import/ImportScreen.vue'),
  },
  {
    path: '/readiness',
    meta: { screen: 'readiness' },
    component: () => import('../views/readiness/ReadinessScreen.vue'),
  },
  { path: '/plans', meta: { screen: 'plans' }, component: () => import('../views/plans/PlansScreen.vue') },
  {
    path: '/plans/new',
    meta: { screen: 'plans' },
    component: () => import('../views/plans/NewPlanScreen.vue'),
  },
  {
    path: '/plans/:planId(\\d+)',
    meta: { screen: 'plans' },
    component: () => import('../views/plans/PlanScreen.vue'),
    props: (route) => ({ planId: Number(route.params['planId']) }),
  },
  {
    path: '/plans/stages/:stagedPlanId(\\d+)',
    meta: { screen: 'plans' },
    component: () => import('../views/plans/stages/StagedPlanScreen.vue'),
    props: (route) => ({ stagedPlanId: Number(route.params['stagedPlanId']) }),
  },
  {
    path: '/assumptions',
    meta: { screen: 'assumptions' },
    component: () => import('../views/assumptions/AssumptionsScreen.vue'),
  },
  ...(['compare', 'energy'] as const).map((screen) => ({
    path: `/${screen}`,
    meta: { screen },
    component: () => import('../views/later/LaterScreen.vue'),
    props: { screen },
  })),
  { path: '/:rest(.*)*', redirect: '/fleet' },
]

/** The window's router. The address after # keeps the screen over a reload; hosts never see it. */
export function createAppRouter(): Router {
  return createRouter({ history: createWebHashHistory(), routes })
}
