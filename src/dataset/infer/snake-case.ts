/** A column's name in one way of writing: `userName` and `User Name` are `user_name`. */
export function snakeCase(name: string): string {
  return name
    .replace(/(?<=[a-z\d])(?=[A-Z])/gu, '_')
    .toLowerCase()
    .replace(/[^a-z\d]+/gu, '_');
}
