/** How a request ends, goes on, and with whom it is shared. */
export const requestLife = {
  'requests.event.thank': 'said thank you',
  'requests.event.reject': 'said that it is not solved',
  'requests.event.insist': 'still needs help',
  'requests.event.merge': 'combined it with another request',
  'requests.event.remind': 'reminded of the question',
  'requests.event.give_up': 'took it for solved, since no answer came',
  'requests.event.resume': 'took it up again as planned',
  'requests.event.expire': 'closed it, since nobody objected',
  'requests.errors.unknown_request': 'Enter the number of a request, for example REQ-20481',
  'requests.errors.other_account': 'Requests of two companies cannot be combined',
  'requests.errors.merge_circle': 'The other request already goes on in this one',
  'requests.errors.merge_ended': 'The other request is not being worked on. Choose one that is open',
  'requests.errors.linked_already': 'These two are linked already',
  'requests.errors.not_to_split': 'Only a later message of the customer can become a request of its own',
};
