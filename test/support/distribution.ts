import type { RentalContractResponse } from '../../src/modules/distribution/contracts/contract.dto.js';
import type { DistributorResponse } from '../../src/modules/distribution/distributors/distributor.dto.js';
import { next } from './factories.js';
import type { TestApp } from './test-app.js';

/** Adds a distributor; its name is unique. */
export async function aDistributor(
  app: TestApp,
  overrides: Record<string, unknown> = {},
): Promise<DistributorResponse> {
  const answer = await app
    .as('moderator')
    .post('/distributors')
    .send({ name: `Distributor ${next()}`, ...overrides });
  if (answer.status !== 201) throw new Error(`POST /distributors: ${answer.status} ${answer.text}`);
  return answer.body as DistributorResponse;
}

/** What a contract is for, and whatever else `POST /rental-contracts` takes. */
export interface ContractOverrides extends Record<string, unknown> {
  readonly movie: { readonly uuid: string };
}

/** The body of a contract for all of 2026: 60, 50, then 40 percent, of a distributor of its own unless one is given. */
export async function aContractBody(
  app: TestApp,
  { movie, ...overrides }: ContractOverrides,
): Promise<Record<string, unknown>> {
  return {
    distributor_id: overrides['distributor_id'] ?? (await aDistributor(app)).id,
    movie_uuid: movie.uuid,
    starts_on: '2026-01-01',
    ends_on: '2026-12-31',
    weekly_shares: '60,50,40',
    ...overrides,
  };
}

/** Makes a contract. */
export async function aContract(app: TestApp, overrides: ContractOverrides): Promise<RentalContractResponse> {
  const body = await aContractBody(app, overrides);
  const answer = await app.as('moderator').post('/rental-contracts').send(body);
  if (answer.status !== 201) throw new Error(`POST /rental-contracts: ${answer.status} ${answer.text}`);
  return answer.body as RentalContractResponse;
}
