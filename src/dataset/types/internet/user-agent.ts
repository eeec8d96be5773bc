import { formType } from '../../form/form-type.ts';
import { parameters } from '../../parameters.ts';
import { userAgents } from '../../semantic/user-agents.ts';

export default formType({
  id: 'user_agent',
  category: 'internet',
  description: 'What browsers call themselves to servers; usual browsers are more frequent.',
  examples: ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'],
  parameters: parameters({}),
  form: () => userAgents,
});
