import { Module } from '@nestjs/common';
import { AuditLogController } from './audit/audit-log.controller.js';
import { AuditLogRepository } from './audit/audit-log.repository.js';
import { AuditLogService } from './audit/audit-log.service.js';
import { JobsController } from './jobs/jobs.controller.js';
import { JobsService } from './jobs/jobs.service.js';
import { UserListRepository } from './users/user-list.repository.js';
import { UserListService } from './users/user-list.service.js';
import { UsersController } from './users/users.controller.js';

@Module({
  controllers: [AuditLogController, JobsController, UsersController],
  providers: [AuditLogRepository, AuditLogService, JobsService, UserListRepository, UserListService],
})
export class AdministrationModule {}
