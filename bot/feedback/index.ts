export { type FeedbackBook, feedbackBook } from './feedback';
export { type Feedback, type FeedbackAbout, GivenFeedback } from './rating';
