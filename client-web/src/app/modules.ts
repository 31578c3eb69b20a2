/** Display names of the modules. */
export const MODULE_NAME: Readonly<Record<string, string>> = {
  academic_speaking: 'Academic speaking',
  general_speaking: 'General Training speaking',
  academic_writing: 'Academic writing',
  general_writing: 'General Training writing',
};
