import { choice, list, row, text, type Form } from '../form/form.ts';

const desktops = ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64'];
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** What browsers call themselves, roughly as often as each is used; their versions are those of 2023 to 2026. */
export const userAgents: Form = choice([
  { weight: 40, form: row([desktop(), text(`) ${webkit} Chrome/`), versions(112, 145), text('.0.0.0 Safari/537.36')]) },
  {
    weight: 25,
    form: row([
      text(`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/`),
      versions(112, 145),
      text('.0.0.0 Mobile Safari/537.36'),
    ]),
  },
  { weight: 18, form: row([iphone(), text(' Mobile/15E148 Safari/604.1')]) },
  { weight: 6, form: row([desktop(), text(`) ${webkit} Chrome/`), edge()]) },
  { weight: 5, form: firefox() },
  {
    weight: 6,
    form: row([
      text('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/'),
      versions(16, 18),
      text('.'),
      versions(0, 6),
      text(' Safari/605.1.15'),
    ]),
  },
]);

function desktop(): Form {
  return row([text('Mozilla/5.0 ('), list(desktops)]);
}

function iphone(): Form {
  const version = (number: number) =>
    row([
      text(`Mozilla/5.0 (iPhone; CPU iPhone OS ${number}_`),
      versions(0, 6),
      text(` like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${number}.0`),
    ]);
  return choice([16, 17, 18].map((number) => ({ weight: 1, form: version(number) })));
}

/** Edge tells the version of Chrome that it is made of, and its own, which is the same. */
function edge(): Form {
  return list(numbers(112, 145).map((version) => `${version}.0.0.0 Safari/537.36 Edg/${version}.0.0.0`));
}

function firefox(): Form {
  const behind = list(numbers(115, 146).map((version) => `${version}.0) Gecko/20100101 Firefox/${version}.0`));
  return row([desktop(), text('; rv:'), behind]);
}

function versions(from: number, to: number): Form {
  return list(numbers(from, to));
}

function numbers(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
