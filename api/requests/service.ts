import type { Scope } from '#api/core/scope.ts';
import type { Request } from '#db/schema/requests.ts';
import type {
  AcceptSolution,
  AddNote,
  AssignRequest,
  ChangeStatus,
  Reply,
  SubmitRequest,
  WithdrawRequest,
} from './schemas.ts';

export { countRequests, findRequest, listAgents, listRequests, readThread } from './queries.ts';

/** @throws 403 for staff and for partners who may only read, 422 for files that are not theirs */
export async function submitRequest(_scope: Scope, _input: SubmitRequest): Promise<Request> {
  throw new Error('to come');
}

/** @returns the id of the message. @throws 409 `requests.closed` */
export async function replyToRequest(_scope: Scope, _id: string, _input: Reply): Promise<{ id: string }> {
  throw new Error('to come');
}

/** For the house alone; it moves nothing. @returns the id of the note */
export async function noteOnRequest(_scope: Scope, _id: string, _input: AddNote): Promise<{ id: string }> {
  throw new Error('to come');
}

/** @throws 409 for what cannot be set now, 412 */
export async function changeStatus(_scope: Scope, _id: string, _input: ChangeStatus): Promise<void> {
  throw new Error('to come');
}

/** @throws 422 for somebody who does not answer requests, 412 */
export async function assignRequest(_scope: Scope, _id: string, _input: AssignRequest): Promise<void> {
  throw new Error('to come');
}

/** The customer says that it is solved. @throws 409, 412 */
export async function acceptSolution(_scope: Scope, _id: string, _input: AcceptSolution): Promise<void> {
  throw new Error('to come');
}

/** The customer needs it no more. @throws 409, 412 */
export async function withdrawRequest(_scope: Scope, _id: string, _input: WithdrawRequest): Promise<void> {
  throw new Error('to come');
}
