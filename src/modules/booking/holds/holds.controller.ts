import { Body, Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  CurrentUser,
  type Principal,
  Roles,
  SignUpRequired,
  signUpRequired,
} from '../../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidFieldsError, notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import { CreateHoldDto, HoldResponse } from './hold.dto.js';
import { toHoldResponse } from './hold.mapper.js';
import {
  holdExpired,
  holdExtended,
  holdLimit,
  seatsNotOnSale,
  seatTaken,
  singleSeatLeft,
  soldOut,
  tooYoungForScreening,
} from './holds.errors.js';
import { OwnHoldsService } from './own-holds.service.js';

@ApiTags('Booking')
@Roles('user')
@Controller()
export class HoldsController {
  constructor(
    private readonly holds: OwnHoldsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Post('screenings/:id/holds')
  @SignUpRequired()
  @ApiOperation({
    summary: 'Hold seats',
    description:
      'All the seats or none, for some minutes: those of `seat_ids`, or the best `best_available` side by side. Their prices stay as they are now. Order them with `POST /orders` and `hold_ids`. Nobody may leave a single seat between others where that can be avoided.',
  })
  @ApiBodies(CreateHoldDto, {
    'The best that are free': { best_available: 2 },
    'Seats of your choice': { seat_ids: [17, 18], audience: 'adult' },
  })
  @ApiAnswer(201, HoldResponse)
  @ApiProblems(
    validationFailed,
    signUpRequired,
    notFound,
    seatTaken,
    holdLimit,
    singleSeatLeft,
    seatsNotOnSale,
    tooYoungForScreening,
    soldOut,
  )
  async place(
    @IdParam() screeningId: number,
    @Body() dto: CreateHoldDto,
    @CurrentUser() actor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HoldResponse> {
    requireOneWay(dto);
    const hold = await this.holds.place(screeningId, dto, actor);
    reply.header('location', `/holds/${hold.id}`);
    return toHoldResponse(hold, this.settings.currency);
  }

  @Get('holds/:id')
  @ApiOperation({
    summary: 'A hold of yours',
    description: 'As long as it lasts; one that is over is not found.',
  })
  @ApiAnswer(200, HoldResponse)
  @ApiProblems(validationFailed, notFound)
  async get(@IdParam() id: number, @CurrentUser() { userId }: Principal): Promise<HoldResponse> {
    return toHoldResponse(await this.holds.get(userId, id), this.settings.currency);
  }

  @Post('holds/:id/extend')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Extend a hold',
    description: 'Once: it then lasts as long again as a new one, from now on.',
  })
  @ApiAnswer(200, HoldResponse)
  @ApiProblems(validationFailed, notFound, holdExpired, holdExtended)
  async extend(@IdParam() id: number, @CurrentUser() { userId }: Principal): Promise<HoldResponse> {
    return toHoldResponse(await this.holds.extend(userId, id), this.settings.currency);
  }

  @Delete('holds/:id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Give a hold up',
    description: 'Its seats are free at once. One that was ordered ends with the order.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, holdExpired)
  release(@IdParam() id: number, @CurrentUser() { userId }: Principal): Promise<void> {
    return this.holds.release(userId, id);
  }
}

/** @throws InvalidFieldsError unless seats are named, or a number of best ones, and not both */
function requireOneWay({ seat_ids, best_available, category }: CreateHoldDto): void {
  const errors = [];
  if (!seat_ids && !best_available)
    errors.push({ field: 'seat_ids', message: 'or best_available is needed' });
  if (seat_ids && best_available)
    errors.push({ field: 'best_available', message: 'cannot be named together with seat_ids' });
  if (seat_ids && category) errors.push({ field: 'category', message: 'goes with best_available only' });
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}
