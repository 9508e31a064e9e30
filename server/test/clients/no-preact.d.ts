// Stands for the types of preact, which @auth/core names for pages of its own: they would bring the globals of a
// browser into every file of the server (tsconfig.json, `paths`).
export {}
