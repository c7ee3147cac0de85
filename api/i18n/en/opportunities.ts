export const opportunities = {};
