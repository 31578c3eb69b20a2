/** HTTP client of the API in all regions, and of the control APIs of a stack. */
@NullMarked
package com.ieltsaiprep.local.client.api;

import org.jspecify.annotations.NullMarked;
