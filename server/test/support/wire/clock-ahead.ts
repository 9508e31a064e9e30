/**
 * Loaded into a server before its own code (NODE_OPTIONS --import): its clock runs ahead by as many seconds as
 * LATCHKEY_TEST_AHEAD says. So a test sees what time does to a token without waiting, and the product needs no hook.
 */
const ahead = Number(process.env['LATCHKEY_TEST_AHEAD'] ?? 0) * 1000
const now = Date.now.bind(Date)
Date.now = () => now() + ahead
