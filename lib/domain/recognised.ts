/** The platform that stands for every back office that no adapter knows. */
export const recognised = 'recognised';
