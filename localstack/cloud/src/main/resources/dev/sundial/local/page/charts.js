'use strict';

/* Draws the charts of a page from its JSON twin. */
(() => {
  const LIGHT = ['#1f77b4', '#ff7f0e', '#2ca02c', '#9467bd', '#8c564b', '#e377c2', '#7f7f7f',
    '#bcbd22', '#17becf', '#d62728'];
  const DARK = ['#62aee8', '#ffa352', '#63c974', '#b99be6', '#cda394', '#f2a3d6', '#b0b0b0',
    '#d8d866', '#56d6e2', '#f0756d'];
  const FEW = 40;
  const HOUR = 3600000;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const drawn = new Map();

  const number = value => {
    const size = Math.abs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-4)) {
      return value.toExponential(3);
    }
    const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
    return value.toLocaleString('en-US', { maximumFractionDigits: digits });
  };
  const time = at => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const period = seconds => {
    for (const [unit, name] of [[604800, 'week'], [86400, 'd'], [3600, 'h'], [60, 'min']]) {
      if (seconds % unit === 0) {
        return seconds / unit + ' ' + name;
      }
    }
    return seconds + ' s';
  };
  const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const theme = () => ({
    colors: dark.matches ? DARK : LIGHT,
    ink: ink('--ink'),
    faint: ink('--faint'),
    line: ink('--line'),
    raised: ink('--raised'),
    bad: ink('--bad')
  });

  const frame = style => ({
    animation: false,
    useUTC: true,
    color: style.colors,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: style.ink }
  });

  const legend = (widget, style, names) => {
    const base = {
      type: 'scroll',
      data: names,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 4,
      textStyle: { color: style.ink, fontSize: 11 },
      pageTextStyle: { color: style.faint },
      pageIconColor: style.ink,
      pageIconInactiveColor: style.line
    };
    if (widget.legend === 'hidden') {
      return { show: false };
    }
    return widget.legend === 'right'
      ? { ...base, orient: 'vertical', right: 0, top: 8, textStyle: { ...base.textStyle, width: 110, overflow: 'truncate' } }
      : { ...base, bottom: 0, left: 'center' };
  };

  const tip = style => ({
    renderMode: 'richText',
    confine: true,
    backgroundColor: style.raised,
    borderColor: style.line,
    textStyle: { color: style.ink, fontSize: 12 }
  });

  /* Series may share a label: they are told apart by what nobody sees. */
  const nameOf = (line, index) => line.label + '\u200b'.repeat(index);

  /* Counts have no halves. */
  const isWhole = lines => lines.every(line => line.points.every(point => Number.isInteger(point[1])));

  const axis = (of, side, style, inUse, lines) => ({
    type: 'value',
    show: inUse,
    position: side,
    name: of.label,
    nameLocation: 'end',
    nameGap: 8,
    nameTextStyle: { color: style.faint, fontSize: 11, align: side === 'left' ? 'left' : 'right', padding: 0 },
    min: of.min === undefined ? null : of.min,
    max: of.max === undefined ? null : of.max,
    minInterval: isWhole(lines) ? 1 : 0,
    scale: of.min === undefined,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: style.faint, fontSize: 11, formatter: number, hideOverlap: true },
    splitLine: { show: side === 'left', lineStyle: { color: style.line } }
  });

  const isEmpty = lines => lines.every(line => line.points.length === 0);

  const times = (start, end, style) => ({
    type: 'time',
    min: start,
    max: end,
    splitNumber: 5,
    axisLine: { lineStyle: { color: style.line } },
    axisTick: { lineStyle: { color: style.line } },
    axisLabel: {
      color: style.faint,
      fontSize: 11,
      hideOverlap: true,
      padding: [0, 8],
      alignMinLabel: 'left',
      alignMaxLabel: 'right',
      formatter: end - start > 50 * HOUR
        ? at => time(at).slice(5, 10)
        : at => (at % (24 * HOUR) === 0 ? time(at).slice(5, 10) : time(at).slice(11))
    },
    splitLine: { show: false }
  });

  /* A stack has a value wherever one of its lines has. */
  const stacked = lines => {
    const all = [...new Set(lines.flatMap(line => line.points.map(point => point[0])))];
    all.sort((a, b) => a - b);
    return lines.map(line => {
      const known = new Map(line.points);
      return all.map(at => [at, known.has(at) ? known.get(at) : 0]);
    });
  };

  /* Without data and bounds there would be no axes. */
  const filler = (widget, start, end) => isEmpty(widget.series) && widget.bounds.length === 0
    ? [{
        type: 'line',
        data: [[start, 0], [end, 1]],
        silent: true,
        symbol: 'none',
        lineStyle: { opacity: 0 }
      }]
    : [];

  const marks = (widget, start, end, style) => {
    const series = widget.bounds.map(bound => ({
      type: 'line',
      yAxisIndex: bound.side === 'right' ? 1 : 0,
      data: [[start, bound.value], [end, bound.value]],
      silent: true,
      symbol: 'none',
      lineStyle: { opacity: 0 },
      tooltip: { show: false },
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        lineStyle: { color: bound.color || style.bad, type: 'dashed', width: 1.25 },
        label: {
          position: 'insideEndTop',
          color: bound.color || style.bad,
          fontSize: 11,
          formatter: () => (bound.label ? bound.label + ' ' : '') + number(bound.value)
        },
        data: [{ yAxis: bound.value }]
      },
      markArea: bound.fill === 'none' ? undefined : {
        silent: true,
        itemStyle: { color: bound.color || style.bad, opacity: 0.1 },
        data: [[{ yAxis: bound.value }, { yAxis: bound.fill === 'above' ? Infinity : -Infinity }]]
      }
    }));
    if (widget.moments.length > 0) {
      series.push({
        type: 'line',
        data: [],
        silent: true,
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          data: widget.moments.map(moment => ({
            xAxis: Date.parse(moment.at),
            lineStyle: { color: moment.color || style.faint, type: 'solid', width: 1.25 },
            label: {
              position: 'insideEndTop',
              color: moment.color || style.faint,
              fontSize: 11,
              formatter: () => moment.label
            }
          }))
        }
      });
    }
    return series;
  };

  const nothing = (style, empty) => empty
    ? [{
        type: 'text',
        left: 'center',
        top: 'middle',
        silent: true,
        style: { text: 'No data in this time', fill: style.faint, fontSize: 13 }
      }]
    : [];

  const onSide = (lines, side) => lines.filter(line => line.side === side);

  /* What is stacked is measured from 0. */
  const scaled = (widget, of) => ({ ...of, scale: of.scale && !widget.stacked });

  const timeSeries = (widget, start, end, style) => {
    const lines = widget.series;
    const data = widget.stacked ? stacked(lines) : lines.map(line => line.points);
    const right = lines.some(line => line.side === 'right')
      || widget.bounds.some(bound => bound.side === 'right');
    const left = !right || lines.some(line => line.side !== 'right')
      || widget.bounds.some(bound => bound.side !== 'right');
    const names = lines.map(nameOf);
    const named = (left && widget.left.label) || (right && widget.right.label);
    return {
      ...frame(style),
      legend: legend(widget, style, names),
      graphic: nothing(style, isEmpty(lines)),
      grid: {
        left: 6,
        right: widget.legend === 'right' ? 140 : right ? 6 : 14,
        top: named ? 24 : 10,
        bottom: widget.legend === 'bottom' ? 28 : 6,
        containLabel: true
      },
      tooltip: {
        ...tip(style),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: style.faint } },
        formatter: shown => {
          const ours = shown.filter(one => one.seriesIndex < lines.length);
          if (ours.length === 0) {
            return '';
          }
          const rows = ours.map(one => one.marker + ' ' + lines[one.seriesIndex].label + '  '
            + number(one.value[1]) + '  (' + lines[one.seriesIndex].statistic + ' of '
            + period(lines[one.seriesIndex].period) + ')');
          return time(ours[0].value[2] || ours[0].value[0]) + ' UTC\n' + rows.join('\n');
        }
      },
      xAxis: times(start, end, style),
      yAxis: [
        scaled(widget, axis(widget.left, 'left', style, left, onSide(lines, 'left'))),
        scaled(widget, axis(widget.right, 'right', style, right, onSide(lines, 'right')))
      ],
      series: lines.map((line, index) => ({
        name: names[index],
        type: 'line',
        yAxisIndex: line.side === 'right' ? 1 : 0,
        color: line.color || style.colors[index % style.colors.length],
        /* What began before the time shown stands at its edge. */
        data: data[index].map(point => [Math.max(point[0], start), point[1], point[0]]),
        stack: widget.stacked ? 'all' : undefined,
        areaStyle: widget.stacked ? { opacity: 0.3 } : undefined,
        showSymbol: line.points.length <= FEW,
        symbol: 'circle',
        symbolSize: line.points.length === 1 ? 7 : 4,
        lineStyle: { width: 1.75 },
        emphasis: { disabled: true }
      })).concat(marks(widget, start, end, style), filler(widget, start, end))
    };
  };

  const spark = (widget, start, end, style) => ({
    ...frame(style),
    grid: { left: 2, right: 2, top: 4, bottom: 4 },
    xAxis: { type: 'time', min: start, max: end, show: false },
    yAxis: widget.series.map(() => ({ type: 'value', scale: true, show: false })),
    series: widget.series.map((line, index) => ({
      type: 'line',
      yAxisIndex: index,
      data: line.points,
      silent: true,
      color: line.color || style.colors[index % style.colors.length],
      showSymbol: line.points.length === 1,
      lineStyle: { width: 1.5 }
    }))
  });

  const newest = line => (line.newest ? line.newest.value : null);

  const bar = (widget, start, end, style) => ({
    ...frame(style),
    graphic: nothing(style, widget.series.every(line => !line.newest)),
    tooltip: { ...tip(style), trigger: 'item', formatter: one => one.name + '  ' + number(one.value) },
    grid: { left: 6, right: 14, top: widget.left.label ? 24 : 10, bottom: 6, containLabel: true },
    xAxis: {
      type: 'category',
      data: widget.series.map(line => line.label),
      axisLine: { lineStyle: { color: style.line } },
      axisTick: { show: false },
      axisLabel: { color: style.faint, fontSize: 11, interval: 0, width: 90, overflow: 'truncate' }
    },
    yAxis: { ...axis(widget.left, 'left', style, true, widget.series), scale: false },
    series: [{
      type: 'bar',
      barMaxWidth: 48,
      data: widget.series.map((line, index) => ({
        value: newest(line),
        itemStyle: { color: line.color || style.colors[index % style.colors.length] }
      }))
    }]
  });

  const pie = (widget, start, end, style) => ({
    ...frame(style),
    graphic: nothing(style, widget.series.every(line => !line.newest)),
    legend: legend(widget, style, undefined),
    tooltip: {
      ...tip(style),
      trigger: 'item',
      formatter: one => one.name + '  ' + number(one.value) + '  (' + one.percent + ' %)'
    },
    series: [{
      type: 'pie',
      radius: ['0%', '68%'],
      center: ['50%', widget.legend === 'bottom' ? '45%' : '50%'],
      label: {
        position: 'inside',
        color: '#ffffff',
        textBorderColor: '#000000',
        textBorderWidth: 2,
        fontSize: 12,
        formatter: one => number(one.value)
      },
      data: widget.series.filter(newest).map((line, index) => ({
        name: line.label,
        value: newest(line),
        itemStyle: { color: line.color || style.colors[index % style.colors.length] }
      }))
    }]
  });

  const gauge = (widget, start, end, style) => ({
    ...frame(style),
    series: widget.series.map((line, index) => ({
      type: 'gauge',
      min: widget.left.min,
      max: widget.left.max,
      center: [(100 * (index + 0.5)) / widget.series.length + '%', '58%'],
      radius: widget.series.length > 1 ? '70%' : '88%',
      startAngle: 200,
      endAngle: -20,
      splitNumber: 2,
      progress: { show: true, width: 12 },
      itemStyle: { color: line.color || style.colors[index % style.colors.length] },
      axisLine: { lineStyle: { width: 12, color: [[1, style.line]] } },
      axisTick: { show: false },
      splitLine: { show: false },
      pointer: { show: false },
      axisLabel: { color: style.faint, fontSize: 11, distance: 18, formatter: number },
      title: { color: style.faint, fontSize: 12, offsetCenter: [0, '32%'] },
      detail: {
        color: style.ink,
        fontSize: 22,
        offsetCenter: [0, '-4%'],
        formatter: value => (Number.isNaN(value) ? '–' : number(value))
      },
      data: [{ value: line.newest ? line.newest.value : NaN, name: line.label }]
    }))
  });

  const KINDS = { timeSeries, singleValue: spark, bar, pie, gauge };

  const draw = page => {
    const style = theme();
    const start = Date.parse(page.start);
    const end = Date.parse(page.end);
    for (const widget of page.widgets) {
      const place = document.getElementById(widget.id + '-chart');
      if (place && KINDS[widget.view]) {
        let chart = drawn.get(widget.id);
        if (!chart) {
          chart = echarts.init(place, null, { renderer: 'canvas' });
          drawn.set(widget.id, chart);
          new ResizeObserver(() => chart.resize()).observe(place);
        }
        chart.setOption(KINDS[widget.view](widget, start, end, style), true);
      }
    }
  };

  const say = why => {
    const note = document.createElement('p');
    note.className = 'trouble';
    note.textContent = 'The charts cannot be drawn: ' + why;
    document.querySelector('main').append(note);
  };

  const begin = async () => {
    const answer = await fetch(document.querySelector('a.twin').href);
    const page = await answer.json();
    if (!answer.ok) {
      throw new Error(page.message);
    }
    draw(page);
    dark.addEventListener('change', () => draw(page));
  };

  begin().catch(error => say(error.message));
})();
