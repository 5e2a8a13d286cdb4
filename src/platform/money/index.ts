export { decimalOf, minorUnitsOf, MoneyField } from './money-field.js';
