/** A text in the forms that the plural rules of the languages ask for, picked by `params.count`. */
export type Plural = { one: string; few?: string; many?: string; other: string };
export type Message = string | Plural;

/** The same keys in another language: a missing, a surplus or a wrongly shaped text does not compile. */
export type Translation<Source> = { [Key in keyof Source]: Source[Key] extends string ? string : Plural };
