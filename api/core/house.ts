/** The account of the company that runs this installation. There is one, so its id is known. */
export const HOUSE_ID = 'acc_house';
