export { langChainChat } from './langchain-chat';
export { canEmbed, langChainEmbedder } from './langchain-embedder';
export { questionEmbedder } from './question-embedder';
export { steadyChat, usualPatience } from './steady-chat';
export type { Patience } from './steady-chat';
export { ModelError } from './chat-model';
export type { ChatModel, ChatPiece, ChatRequest, ChatTool, TokensUsed } from './chat-model';
export { installCommand, isInstalled, modelId, packageOf, providers } from './providers';
export type { ModelSettings, Provider } from './providers';
