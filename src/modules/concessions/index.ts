/**
 * Concessions: snacks and drinks on the menus of cinemas, sold as order lines, and picked up with a code.
 * Invariants: what is left of a stock and what was taken of it are what was put there, and nothing is below zero; every paid
 * line is to be picked up, with a code that no other open pre-order has; what was handed over is not given back by its owner.
 */
export { ConcessionsModule } from './concessions.module.js';
export { DemoMenuService } from './demo/demo-menu.service.js';
