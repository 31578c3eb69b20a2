/** DynamoDB tables and their keys, listed in docs/data.md. */
@NullMarked
package com.ieltsaiprep.common.table;

import org.jspecify.annotations.NullMarked;
