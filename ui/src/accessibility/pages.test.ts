// Accessibility of every page.

import { checkAccessibility } from './check-accessibility';

checkAccessibility((name) => !/^(devices|sign-in|creating|remov|done)/.test(name));
