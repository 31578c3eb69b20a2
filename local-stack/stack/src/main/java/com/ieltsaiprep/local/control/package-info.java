/**
 * Control of a running stack: clients of the control APIs of its stand-ins, its test accounts, and
 * what a command or a test needs of the stack that it uses.
 */
@NullMarked
package com.ieltsaiprep.local.control;

import org.jspecify.annotations.NullMarked;
