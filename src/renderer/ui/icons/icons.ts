/** @file The app's icons: those of Lucide (ISC license, https://lucide.dev), by their meaning here. The build contains only these. */
import type { IconNode } from 'lucide'
import {
  ArrowDown, ArrowLeft, ArrowUp, ChartColumn, Check, ChevronDown, ChevronRight, ChevronUp, Circle, CircleCheck, CircleQuestionMark, Copy, Ellipsis,
  ExternalLink, GripVertical, KeyRound, ListChecks, LoaderCircle, Lock, Menu, Minus, OctagonAlert, Pin, Rows2, Rows4, ShieldAlert, SlidersHorizontal, Star,
  TriangleAlert, X,
} from 'lucide'

export const icons = {
  // Pages.
  incidents: ShieldAlert,
  access: KeyRound,
  setup: ListChecks,
  settings: SlidersHorizontal,
  // Actions.
  back: ArrowLeft,
  close: X,
  copy: Copy,
  external: ExternalLink,
  help: CircleQuestionMark,
  menu: Menu,
  open: ChevronDown,
  unfold: ChevronRight,
  options: Ellipsis,
  overview: ChartColumn,
  pin: Pin,
  star: Star,
  grip: GripVertical,
  up: ChevronUp,
  down: ChevronDown,
  ascending: ArrowUp,
  descending: ArrowDown,
  comfortable: Rows2,
  compact: Rows4,
  // States.
  success: CircleCheck,
  warning: TriangleAlert,
  error: OctagonAlert,
  done: Check,
  failed: X,
  running: LoaderCircle,
  none: Minus,
  waiting: Circle,
  lock: Lock,
} as const satisfies Readonly<Record<string, IconNode>>

export type IconName = keyof typeof icons
