import { Controller, Get } from '@nestjs/common';
import { openApiDocument } from './openapi.js';

@Controller('openapi.json')
export class OpenApiController {
  @Get()
  document(): ReturnType<typeof openApiDocument> {
    return openApiDocument();
  }
}
