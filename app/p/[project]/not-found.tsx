export { NothingFound as default } from '@/components/layout/nothing-found';
