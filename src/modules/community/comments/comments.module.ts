import { Module } from '@nestjs/common';
import { CatalogueModule } from '../../catalogue/index.js';
import { ProfilesModule } from '../../profiles/index.js';
import { ChangeCommentService } from './change-comment.service.js';
import { CommentCounter } from './comment-counter.js';
import { CommentEraser } from './comment-eraser.js';
import { CommentForgetter } from './comment-forgetter.js';
import { CommentNotices } from './comment-notices.js';
import { CommentRemovalService } from './comment-removal.service.js';
import { CommentRowsRepository } from './comment-rows.repository.js';
import { CommentThreadsService } from './comment-threads.service.js';
import { CommentsController } from './comments.controller.js';
import { CommentsInvariants } from './comments.invariants.js';
import { CommentsRepository } from './comments.repository.js';
import { CommentLikesRepository } from './likes/comment-likes.repository.js';
import { CommentLikesService } from './likes/comment-likes.service.js';
import { MovieCommentsController } from './movie-comments.controller.js';
import { CommentReportListService } from './reports/comment-report-list.service.js';
import { CommentReportRowsRepository } from './reports/comment-report-rows.repository.js';
import { CommentReportsController } from './reports/comment-reports.controller.js';
import { CommentReportsRepository } from './reports/comment-reports.repository.js';
import { CommentReportsService } from './reports/comment-reports.service.js';
import { ReportCommentService } from './reports/report-comment.service.js';
import { WriteCommentService } from './write-comment.service.js';

@Module({
  imports: [CatalogueModule, ProfilesModule],
  controllers: [CommentReportsController, CommentsController, MovieCommentsController],
  providers: [
    ChangeCommentService,
    CommentCounter,
    CommentEraser,
    CommentForgetter,
    CommentLikesRepository,
    CommentLikesService,
    CommentNotices,
    CommentRemovalService,
    CommentReportListService,
    CommentReportRowsRepository,
    CommentReportsRepository,
    CommentReportsService,
    CommentRowsRepository,
    CommentThreadsService,
    CommentsInvariants,
    CommentsRepository,
    ReportCommentService,
    WriteCommentService,
  ],
})
export class CommentsModule {}
